# Reference values of R's metafor for the REML mode of the bias model, written to validation/reference/bias_model.json.
# Run after bias_reference.py, which writes the claims that are read here:
#   python validation/bias_reference.py && Rscript validation/bias_reference.R

suppressPackageStartupMessages({
  library(metafor)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
folder <- file.path(here, "reference")
cases <- fromJSON(file.path(folder, "bias_claims.json"), simplifyDataFrame = FALSE)$cases
fixed <- c(0.1, 0.05) # variances of errors and camps at which the log-likelihood is taken, to compare the two heights

fit <- function(d, effects, camps, ...) {
  # The anchor has no camp effect: its rows have 0 for z, by which the camp effect is multiplied.
  random <- if (camps) list(~ 0 + z | cell, ~ 1 | id) else list(~ 1 | id)
  rma.mv(y, v, mods = effects, random = random, struct = "GEN", data = d, method = "REML", ...)
}

one <- function(case) {
  d <- data.frame(y = case$y, v = case$v, figure = case$figure, cell = case$cell)
  d$id <- seq_len(nrow(d))
  d$z <- as.numeric(d$cell >= 0)
  roles <- max(case$role) + 1
  role <- ifelse(d$z > 0, case$role[pmax(d$cell, 0) + 1], -1)
  member <- sapply(seq_len(roles) - 1, function(r) as.numeric(role == r))
  effects <- cbind(model.matrix(~ 0 + factor(d$figure)), member)
  camps <- any(table(case$role) > 1)
  best <- NULL
  # The first that converges, unless another climbs higher: heights that differ by rounding say nothing of the place.
  for (settings in list(
    list(optimizer = "nlm", gradtol = 1e-12, steptol = 1e-12, iterlim = 1000),
    list(optimizer = "optim", optmethod = "BFGS", reltol = 1e-16, maxit = 5000))) {
    found <- try(suppressWarnings(fit(d, ~ 0 + effects, camps, control = settings)), silent = TRUE)
    if (inherits(found, "try-error")) next
    if (is.null(best) || logLik(found) > logLik(best) + 1e-9) best <- found
  }
  at <- if (camps) fit(d, ~ 0 + effects, camps, sigma2 = fixed[1], tau2 = fixed[2])
        else fit(d, ~ 0 + effects, camps, sigma2 = fixed[1])
  n <- length(unique(d$figure))
  out <- list(
    name = case$name, tau2 = best$sigma2, omega2 = if (camps) best$tau2 else NA,
    gain = as.numeric(logLik(best) - logLik(at)),
    level = unname(best$beta[seq_len(n), 1]), level_se = best$se[seq_len(n)],
    delta = unname(best$beta[-seq_len(n), 1]), delta_se = best$se[-seq_len(n)])
  if (camps) {
    # ranef() knows no GEN structure. With a camp effect for the anchor as well, which the levels take up, the
    # differences between cells and anchor are the same.
    same <- rma.mv(y, v, mods = ~ 0 + effects, random = list(~ 1 | cell, ~ 1 | id), data = d, method = "REML",
                   sigma2 = c(best$tau2, best$sigma2))
    u <- ranef(same)$cell
    cell <- as.numeric(rownames(u))
    out$gamma <- (u$intrcpt[cell >= 0] - u$intrcpt[cell < 0] + out$delta[case$role + 1])
  }
  out
}

content <- list(
  tools = list(R = paste(R.version$major, R.version$minor, sep = "."), metafor = as.character(packageVersion("metafor"))),
  fixed = fixed, results = lapply(cases, one))
text <- toJSON(content, digits = NA, auto_unbox = TRUE, null = "null", na = "null")
writeLines(gsub("\\},\\{", "},\n{", text), file.path(folder, "bias_model.json"))
