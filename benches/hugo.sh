#!/usr/bin/env bash
# `mapidoc site` beside Hugo on the same pages, in one run: CPU seconds, wall seconds and peak memory of whole processes.
#
# Hugo is given one language of each page (the English halves are taken out first, untimed), one-line layouts, no search
# and no side-by-side view; mapidoc makes its whole site, then what comes nearest to Hugo's: pages in all views and search, without
# the Markdown beside each page and without checking the translations. Needs hugo (Debian has it; a newer one by HUGO=PATH), perl and a
# release build (another by MAPIDOC=PATH):
#
#   MAPIDOC_CORPUS=../shared/corpus benches/hugo.sh [ROUNDS]
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

readonly corpus=${MAPIDOC_CORPUS:?name a folder that holds es-ES/docs/outlook/mapi and the like}
readonly rounds=${1:-3} locales=(es-ES de-DE ja-JP ru-RU en-US)
readonly mapidoc=${MAPIDOC:-${CARGO_TARGET_DIR:-target}/release/mapidoc}
readonly hugo=${HUGO:-hugo}
for tool in "$hugo" perl "$mapidoc"; do
  command -v "$tool" >/dev/null || { echo "$tool is not there" >&2; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The pages for Hugo: the target halves alone.
sources=()
for locale in "${locales[@]}"; do
  pages=$corpus/$locale/docs/outlook/mapi
  sources+=("$locale=$pages")
  mkdir -p "$work/hugo/content/$locale"
  cp -r "$pages/." "$work/hugo/content/$locale/"
done
find "$work/hugo/content" -name '*.md' -print0 | xargs -0 perl -i -0pe \
  's/<span class="sxs-lookup">.*?<\/span><\/span>//gs; s/<span data-ttu-id="[^"]*">(.*?)<\/span>/$1/gs'
mkdir -p "$work/hugo/layouts/_default"
echo '<!doctype html><html lang="{{ .Language.Lang }}"><title>{{ .Title }}</title><main>{{ .Content }}</main></html>' |
  tee "$work/hugo/layouts/_default/single.html" "$work/hugo/layouts/_default/list.html" >"$work/hugo/layouts/index.html"
{
  echo 'baseURL = "/"
disableKinds = ["taxonomy", "term", "RSS"]
defaultContentLanguage = "es-es"
defaultContentLanguageInSubdir = true
[markup.goldmark.renderer]
unsafe = true'
  for locale in "${locales[@]}"; do
    printf '[languages.%s]\ncontentDir = "content/%s"\n' "${locale,,}" "$locale"
  done
} >"$work/hugo/config.toml"

# Runs a command; prints `cpu wall peak-MB`. The peak is read while it runs, by a loop that starts no processes.
measure() {
  perl -MTime::HiRes=time,sleep -e '
    my $start = time;
    my $child = fork // die "no process: $!";
    if (!$child) { open STDOUT, ">", shift; open STDERR, ">&", \*STDOUT; exec @ARGV or die "$ARGV[0]: $!"; }
    my ($log, $peak, $wall) = (shift, 0, 0);
    while (waitpid($child, 1) == 0) {
      if (open my $status, "<", "/proc/$child/status") {
        while (<$status>) { $peak = $1 if /^VmHWM:\s*(\d+)/ && $1 > $peak }
      }
      sleep 0.02;
    }
    my $failed = $?;
    $wall = time - $start;
    my (undef, undef, $user, $system) = times;
    die "@ARGV failed: see its output\n", `tail -5 $log` if $failed;
    printf "%.2f %.2f %d\n", $user + $system, $wall, $peak / 1024;
  ' "$work/output" "$@"
}

# The run of least CPU time.
least() { sort -n "$1" | head -1; }

for ((round = 0; round < rounds; round++)); do
  rm -rf "$work/hugo/public" "$work/site"
  measure "$hugo" --quiet -s "$work/hugo" >>"$work/hugo.runs"
  measure "$mapidoc" site -q -o "$work/site" "${sources[@]}" >>"$work/whole.runs"
  rm -rf "$work/site"
  measure "$mapidoc" site -q --no-findings --no-markdown -o "$work/site" "${sources[@]}" >>"$work/pages.runs"
done
row() { printf '%-28s %9s %9s %9s\n' "$@"; }
row '' 'cpu s' 'wall s' 'peak MB'
row hugo $(least "$work/hugo.runs")
row 'mapidoc site' $(least "$work/whole.runs")
row 'mapidoc: pages and search' $(least "$work/pages.runs")
awk '{ cpu[FNR == 1 ? ++files : files] = $1 } END { printf "ratios of CPU time: %.1f and %.1f\n", cpu[1] / cpu[2], cpu[1] / cpu[3] }' \
  <(least "$work/hugo.runs") <(least "$work/whole.runs") <(least "$work/pages.runs")
printf 'pages: hugo %s, mapidoc %s\n' "$(find "$work/hugo/public" -name '*.html' | wc -l)" "$(find "$work/site" -name '*.html' | wc -l)"
