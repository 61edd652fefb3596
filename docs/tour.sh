#!/bin/sh
# Makes the README's tour: runs the program in a small project and puts what it prints between the marks.
set -eu
here=$(cd "$(dirname "$0")/.." && pwd -P)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
project=$work/shop
mkdir -p "$project/core/src" "$project/web/src"
for module in core web; do printf '<project/>\n' >"$project/$module/pom.xml"; done
printf 'class Order {\n    int total;\n}\n' >"$project/core/src/Order.java"
printf 'class Page {}\n' >"$project/web/src/Page.java"
printf '# Shop\n\nSells things. Orders are in core, pages in web.\n' >"$project/README.md"
cd "$project"
ln -s "$here/perennial" perennial
unset ANTHROPIC_API_KEY ANTHROPIC_AUTH_TOKEN ANTHROPIC_BASE_URL
export PERENNIAL_HOME="$work/home"

./perennial --version >&2

show() {
  printf '$ %s\n' "$1"
  (eval "$1") 2>&1 | sed -e "s|$project|/home/you/shop|g" -e 's|"session":"[^"]*"|"session":"s-…"|g' -e 's|undo s-[0-9a-z]*|undo s-…|'
  echo
}

{
  echo '```console'
  show './perennial run "Count the lines of Java in each module and write the table to report.md"'
  show 'cat report.md'
  show './perennial run --json "How many Java files are here?" | tail -n 1 | cut -c 1-160'
  show "./perennial tool bash '{\"command\":\"cd web\"}' '{\"command\":\"pwd; ls missing\"}'"
  show './perennial run --thinking disabled "Hello"; echo "exit code $?"'
  echo '```'
} >"$work/tour"
awk -v tour="$work/tour" '
  /<!-- tour -->/ { print; print ""; while ((getline line < tour) > 0) print line; print ""; skip = 1; next }
  /<!-- end of tour -->/ { skip = 0 }
  !skip { print }' "$here/README.md" >"$work/README.md"
cat "$work/README.md" >"$here/README.md"
