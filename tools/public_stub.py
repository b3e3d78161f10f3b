"""Write the stub of the package from its one table of public names: ``python tools/public_stub.py``."""

from __future__ import annotations

from pathlib import Path

import estimates as es

STUB = Path(es.__file__).with_suffix(".pyi")


def stub() -> str:
    """Return the text of ``__init__.pyi``: a re-export for every public name."""
    lines = ['"""' + (es.__doc__ or "") + '"""', ""]
    lines.append("from estimates import kernels as kernels")
    for module, names in sorted(es._NAMES.items()):
        lines += [f"from estimates.{module} import {name} as {name}" for name in sorted(names)]
    lines += ["", "__version__: str", "__all__: list[str]", ""]
    return "\n".join(lines)


if __name__ == "__main__":
    STUB.write_text(stub(), encoding="utf-8")
