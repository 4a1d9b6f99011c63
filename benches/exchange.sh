#!/usr/bin/env bash
# TMX beside translate-toolkit, on the same segments in the same run: `bash benches/exchange.sh LOCALE=DIR [RUNS]`.
#
# The toolkit is installed into a folder of its own, and goes with it. Its side gets the segments as JSON lines, outside the
# measure, and makes a TMX of them through its API; mapidoc's reads the pages. User and system time, and the most memory.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
readonly source=${1:?LOCALE=DIR} runs=${2:-3}
readonly mapidoc="${CARGO_TARGET_DIR:-target}/release/mapidoc"
readonly scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

python3 -m venv "$scratch/venv"
"$scratch/venv/bin/pip" install --quiet --disable-pip-version-check 'translate-toolkit==3.20.4'
"$mapidoc" export -q "$source" --format jsonl -o "$scratch/segments.jsonl"
cat >"$scratch/toolkit.py" <<'END'
import json, sys
from translate.storage.tmx import tmxfile
store = tmxfile()
store.sourcelanguage, store.targetlanguage = "en", sys.argv[3]
for line in open(sys.argv[1], encoding="utf-8"):
    segment = json.loads(line)
    store.addtranslation(segment["source"], "en", segment["target"], sys.argv[3])
with open(sys.argv[2], "wb") as out:
    store.serialize(out)
END
# NAME COMMAND…: a run's CPU seconds and memory.
measure() {
  # Writing over a file is another work than writing one.
  rm -f "$scratch"/*.tmx
  python3 - "$@" <<'END' | tee -a "$scratch/measured"
import resource, subprocess, sys
spent = lambda used: used.ru_utime + used.ru_stime
# Whatever started this python has children too.
before = spent(resource.getrusage(resource.RUSAGE_CHILDREN))
subprocess.run(sys.argv[2:], check=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(f"{sys.argv[1]:<20} {spent(used) - before:7.3f} s CPU  {used.ru_maxrss / 1024:7.1f} MB")
END
}
# NAME: the least CPU seconds of its runs.
least() { awk -v name="$1" '$1 == name && (least == "" || $2 < least) { least = $2 } END { print least }' "$scratch/measured"; }

echo "$(wc -l <"$scratch/segments.jsonl") segments"
# In turns: a machine that is slower for a while is so for both.
for ((run = 1; run <= runs; run++)); do
  measure mapidoc "$mapidoc" export -q "$source" --format tmx -o "$scratch/mapidoc.tmx"
  measure translate-toolkit "$scratch/venv/bin/python" "$scratch/toolkit.py" "$scratch/segments.jsonl" "$scratch/toolkit.tmx" "${source%%=*}"
done
awk -v a="$(least mapidoc)" -v b="$(least translate-toolkit)" \
  'BEGIN { printf "least: mapidoc %.3f s, translate-toolkit %.3f s, %.1fx\n", a, b, b / a }'
