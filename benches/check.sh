#!/usr/bin/env bash
# Checks beside pofilter with all its filters, on the same segments in the same run: `bash benches/check.sh LOCALE=DIR [RUNS]`.
#
# translate-toolkit is installed into a folder of its own, and goes with it. pofilter gets the segments as PO, made outside the
# measure; mapidoc reads the pages and says its findings as JSON lines, the freshness of the locale not among them. pofilter runs once, for
# it takes a minute. User and system time, and the most memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly source=${1:?LOCALE=DIR} runs=${2:-3}
readonly mapidoc="${CARGO_TARGET_DIR:-target}/release/mapidoc"
readonly scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check 'translate-toolkit==3.20.4'
"$mapidoc" export -q "$source" --format po -o "$scratch/segments.po"
# NAME FINDINGS COMMAND…: CPU seconds, memory, and the lines of FINDINGS that match its form.
measure() {
  python3 - "$@" <<'END'
import re, resource, subprocess, sys
name, findings, command = sys.argv[1], sys.argv[2], sys.argv[3:]
spent = lambda used: used.ru_utime + used.ru_stime
# Whatever started this python has children too.
before = spent(resource.getrusage(resource.RUSAGE_CHILDREN))
with open(findings, "wb") as out:
    done = subprocess.run(command, stdout=out, stderr=subprocess.DEVNULL)
assert done.returncode in (0, 1), command
used = resource.getrusage(resource.RUSAGE_CHILDREN)
text = open(findings.replace(".out", ".po"), encoding="utf-8").read() if name == "pofilter" else open(findings, encoding="utf-8").read()
# Each test that fails in a unit is a note of it; a finding of mapidoc is a line.
found = len(re.findall(r"^# \(pofilter\)", text, re.M)) if name == "pofilter" else text.count("\n")
print(f"{name:<10} {spent(used) - before:8.3f} s CPU  {used.ru_maxrss / 1024:7.1f} MB  {found:>7} findings")
END
}
echo "$(grep -c '^msgctxt' "$scratch/segments.po") segments"
for ((run = 1; run <= runs; run++)); do
  measure mapidoc "$scratch/mapidoc.out" "$mapidoc" check -q "$source" --deny none --format json
done
measure pofilter "$scratch/pofilter.out" "$scratch/venv/bin/pofilter" --progress=none "$scratch/segments.po" "$scratch/pofilter.po"
