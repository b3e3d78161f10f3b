"""How the site is built: `make docs` generates the pages of datasets, figures and names, and then runs Sphinx."""

from __future__ import annotations

import sys
from pathlib import Path

import estimates as es

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

project = "estimates"
author = "The estimates maintainers"
copyright = "The estimates maintainers; code under MIT, data under CC BY-SA 4.0"
version = release = es.__version__

extensions = ["sphinx.ext.autodoc", "myst_nb", "numpydoc", "sphinx_copybutton"]
exclude_patterns = ["paper/**", "_build/**"]
nb_execution_mode = "off"  # notebooks are committed executed, and the test suite runs them
myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3
numpydoc_show_class_members = False
numpydoc_xref_param_type = False
autodoc_typehints = "none"
autodoc_member_order = "bysource"
# What a type inherits from another of ours is documented with it; what it has from Python is not.
autodoc_default_options = {
    "members": True,
    "inherited-members": "str, tuple, dict, BaseException, Mapping, Sequence, object",
}
default_role = "py:obj"  # a name between backticks is a link where it is public, and code where it is not
suppress_warnings = ["mystnb.unknown_mime_type"]

html_theme = "furo"
html_title = "estimates"
html_static_path = ["_static"]
html_extra_path = ["generated/extra"]
html_css_files = ["site.css"]
html_show_sourcelink = False
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True
