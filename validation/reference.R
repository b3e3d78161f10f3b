# Reference values of R's metafor and survival, written to validation/reference/*.json.
# Run after reference.py, which writes the claims that are read here:
#   python validation/reference.py && Rscript validation/reference.R

suppressPackageStartupMessages({
  library(metafor)
  library(metadat)
  library(survival)
  library(jsonlite)
})

here <- dirname(sub("^--file=", "", grep("^--file=", commandArgs(FALSE), value = TRUE)[1]))
folder <- file.path(here, "reference")
level <- 90
methods <- c("DL", "PM", "REML", "ML", "EB", "HE", "SJ", "HS", "EE")

save <- function(x, name) {
  text <- toJSON(x, digits = NA, auto_unbox = TRUE, null = "null", na = "null", pretty = FALSE)
  text <- gsub("\\},\\{", "},\n{", text)
  writeLines(text, file.path(folder, name))
}
version <- function(name) as.character(packageVersion(name))
r_version <- paste(R.version$major, R.version$minor, sep = ".")

# ---- random effects ----------------------------------------------------------------------------------------------

counts <- function(name, measure, ai, n1i, ci, n2i, keep = TRUE) {
  d <- get(name)
  d <- d[if (isTRUE(keep)) seq_len(nrow(d)) else keep(d), ]
  escalc(measure = measure, ai = d[[ai]], n1i = d[[n1i]], ci = d[[ci]], n2i = d[[n2i]])
}
rates <- function(d) escalc(measure = "IRR", x1i = d$x1i, t1i = d$t1i, x2i = d$x2i, t2i = d$t2i)

datasets <- list(
  list("dat.axfors2021", "log odds ratio (hydroxychloroquine)", function(n) counts(
    n, "OR", "hcq_arm_event", "hcq_arm_total", "control_arm_event", "control_arm_total",
    function(d) d$hcq_cq == "hcq")),
  list("dat.bcg", "log risk ratio", function(n) with(get(n), escalc("RR", ai = tpos, bi = tneg, ci = cpos, di = cneg))),
  list("dat.cannon2006", "log risk ratio (first endpoint)", function(n) counts(n, "RR", "ep1t", "nt", "ep1c", "nc")),
  list("dat.collins1985b", "log odds ratio (pre-eclampsia)", function(n) counts(
    n, "OR", "pre.xti", "pre.nti", "pre.xci", "pre.nci")),
  list("dat.curtis1998", "log ratio of means", function(n) with(get(n), escalc(
    "ROM", m1i = m2i, sd1i = sd2i, n1i = n2i, m2i = m1i, sd2i = sd1i, n2i = n1i))),
  list("dat.damico2009", "log odds ratio", function(n) counts(n, "OR", "xt", "nt", "xc", "nc")),
  list("dat.egger2001", "log odds ratio", function(n) counts(n, "OR", "ai", "n1i", "ci", "n2i")),
  list("dat.graves2010", "log risk ratio", function(n) counts(n, "RR", "ai", "n1i", "ci", "n2i")),
  list("dat.hackshaw1998", "log odds ratio (as given)", function(n) get(n)),
  list("dat.hahn2001", "log risk ratio", function(n) counts(n, "RR", "ai", "n1i", "ci", "n2i")),
  list("dat.hart1999", "log incidence rate ratio", function(n) rates(get(n))),
  list("dat.hine1989", "log odds ratio", function(n) counts(n, "OR", "ai", "n1i", "ci", "n2i")),
  list("dat.laopaiboon2015", "log risk ratio", function(n) counts(n, "RR", "ai", "n1i", "ci", "n2i")),
  list("dat.lee2004", "log odds ratio", function(n) counts(n, "OR", "ai", "n1i", "ci", "n2i")),
  list("dat.li2007", "log odds ratio", function(n) counts(n, "OR", "ai", "n1i", "ci", "n2i")),
  list("dat.linde2005", "log risk ratio", function(n) counts(n, "RR", "ai", "n1i", "ci", "n2i")),
  list("dat.nielweise2007", "log odds ratio", function(n) counts(n, "OR", "ai", "n1i", "ci", "n2i")),
  list("dat.nielweise2008", "log incidence rate ratio", function(n) rates(get(n))),
  list("dat.pignon2000", "log hazard ratio (Peto)", function(n) with(get(n), data.frame(yi = OmE / V, vi = 1 / V))),
  list("dat.vanhowe1999", "log odds ratio", function(n) with(get(n), escalc(
    "OR", ai = cir.pos, bi = cir.neg, ci = non.pos, di = non.neg))),
  list("dat.yusuf1985", "log odds ratio (table 6)", function(n) counts(
    n, "OR", "ai", "n1i", "ci", "n2i", function(d) d$table == "6"))
)

documents <- tools::Rd_db("metadat")
citation_of <- function(name) {
  page <- documents[[paste0(name, ".Rd")]]
  tags <- vapply(page, function(part) attr(part, "Rd_tag"), "")
  lines <- capture.output(tools::Rd2txt(page[tags == "\\source"], fragment = TRUE,
    options = list(width = 10000, underline_titles = FALSE)))
  text <- paste(trimws(lines), collapse = " ")
  text <- iconv(gsub("_([^_]+)_", "\\1", text), "UTF-8", "UTF-8")
  trimws(gsub("\\*([^*]+)\\*", "\\1", sub("^ *Source: *", "", gsub(" +", " ", text))))
}

# The defaults stop at a change of 1e-5; here the change is 1e-13 of the variance of the values.
fit <- function(y, v, method, test, tight = TRUE) {
  if (!tight) return(rma(y, v, method = method, test = test, level = level, control = list(maxiter = 10000)))
  for (step in c(1, 0.5)) for (times in c(1, 10, 100)) {
    at <- 1e-13 * var(y) * times
    control <- list(threshold = at, tol = at, maxiter = 100000, stepadj = step)
    if (method == "PM") control <- list(tol = at, maxiter = 100000)
    found <- tryCatch(rma(y, v, method = method, test = test, level = level, control = control),
      error = function(e) NULL)
    if (!is.null(found)) return(found)
  }
  NULL
}

one <- function(y, v, method) {
  z <- fit(y, v, method, "z")
  if (is.null(z)) return(list(failed = TRUE))
  k <- fit(y, v, method, "knha")
  a <- fit(y, v, method, "adhoc")
  prediction <- predict(z)
  list(
    tau2 = z$tau2, mean = z$beta[1], se = z$se, q = z$QE, i2 = z$I2 / 100, h2 = z$H2,
    ci_low = z$ci.lb, ci_high = z$ci.ub, pi_low = prediction$pi.lb, pi_high = prediction$pi.ub,
    se_knha = k$se, ci_low_knha = k$ci.lb, ci_high_knha = k$ci.ub,
    pi_low_knha = predict(k)$pi.lb, pi_high_knha = predict(k)$pi.ub,
    se_adhoc = a$se, ci_low_adhoc = a$ci.lb, ci_high_adhoc = a$ci.ub,
    tau2_default = tryCatch(fit(y, v, method, "z", FALSE)$tau2, error = function(e) NA)
  )
}

pooled <- lapply(datasets, function(entry) {
  d <- entry[[3]](entry[[1]])
  keep <- is.finite(d$yi) & is.finite(d$vi) & d$vi > 0
  y <- signif(as.numeric(d$yi[keep]), 12)
  v <- signif(as.numeric(d$vi[keep]), 12)
  list(
    name = entry[[1]], measure = entry[[2]], citation = citation_of(entry[[1]]), y = y, v = v,
    results = setNames(lapply(methods, function(m) one(y, v, m)), methods)
  )
})
claims <- fromJSON(file.path(folder, "claims.json"), simplifyVector = FALSE)
two_maxima <- lapply(claims$two_maxima, function(d) list(tau2 = fit(unlist(d$y), unlist(d$v), "REML", "z")$tau2))

save(list(
  tools = list(R = r_version, metafor = version("metafor"), metadat = version("metadat")),
  level = level / 100, methods = methods, two_maxima = two_maxima, datasets = pooled
), "random_effects.json")

# ---- interval-censored lognormal ---------------------------------------------------------------------------------

ends <- function(rows, which, absent) {
  values <- vapply(rows, function(row) if (is.null(row[[which]])) NA_real_ else as.numeric(row[[which]]), 0)
  values[values == absent] <- NA
  values
}

censored <- lapply(claims$censored, function(rows) {
  low <- ends(rows, 1, 0)
  high <- ends(rows, 2, Inf)
  found <- survreg(Surv(low, high, type = "interval2") ~ 1, dist = "lognormal",
    control = survreg.control(rel.tolerance = 1e-15, maxiter = 1000, toler.chol = 1e-14))
  covariance <- vcov(found)
  list(
    mu = unname(coef(found)), sigma = found$scale, loglik = found$loglik[2],
    var_mu = covariance[1, 1], cov_mu_log_sigma = covariance[1, 2], var_log_sigma = covariance[2, 2]
  )
})

# ---- Turnbull ----------------------------------------------------------------------------------------------------

# survfit stops when survival changes by less than 5e-5; the same function is run again with a smaller number.
stops <- "eps > 5e-05"
loose <- survival:::survfitTurnbull
source_text <- paste(deparse(loose), collapse = "\n")
stopifnot(grepl(stops, source_text, fixed = TRUE))
strict <- eval(parse(text = sub(stops, "eps > 1e-14 && iter < 50000", source_text, fixed = TRUE)),
  asNamespace("survival"))

steps_of <- function(low, high, by) {
  assignInNamespace("survfitTurnbull", by, "survival")
  found <- survfit(Surv(low, high, type = "interval2") ~ 1, se.fit = FALSE)
  list(time = found$time, survival = found$surv)
}
turnbull <- lapply(claims$turnbull, function(rows) {
  low <- ends(rows, 1, 0)
  high <- ends(rows, 2, Inf)
  list(default = steps_of(low, high, loose), tight = steps_of(low, high, strict))
})

save(list(tools = list(R = r_version, survival = version("survival")), censored = censored, turnbull = turnbull,
  touching = steps_of(ends(claims$touching, 1, 0), ends(claims$touching, 2, Inf), strict)),
  "survival.json")
