"""Packs a Go module as a module proxy serves it: go_proxy.py MODULE PROXY VERSION."""

import json
import sys
import zipfile
from pathlib import Path

EPOCH = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    source, proxy, number = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    version = f"v{number}"
    manifest = (source / "go.mod").read_text(encoding="utf-8")
    module = manifest.split()[1]
    folder = proxy / module / "@v"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "list").write_text(f"{version}\n", encoding="utf-8")
    (folder / f"{version}.info").write_text(json.dumps({"Version": version}), encoding="utf-8")
    (folder / f"{version}.mod").write_text(manifest, encoding="utf-8")
    archive = folder / f"{version}.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(source.rglob("*")):
            if path.is_file():
                name = f"{module}@{version}/{path.relative_to(source).as_posix()}"
                entry = zipfile.ZipInfo(name, EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(entry, path.read_bytes())
    size = sum(path.stat().st_size for path in source.rglob("*") if path.is_file())
    print(f"{module} {version}: {archive.stat().st_size} bytes packed, {size} unpacked")


if __name__ == "__main__":
    main()
