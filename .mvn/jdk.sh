# Finds a JDK of at least version 25 and exports it as JAVA_HOME. Sourced by ./perennial and ./mvnw.
# Looks at JAVA_HOME, then `java` on the PATH, then the folders where installers put JDKs; the newest there wins.

perennial_jdk_wanted=25

# Prints the feature version of the JDK in folder $1; reads its `release` file, because starting a JVM takes too long.
perennial_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release"
}

perennial_jdk_fits() {
  perennial_version=$(perennial_jdk_version "$1") || return 1
  [ -n "$perennial_version" ] && [ "$perennial_version" -ge "$perennial_jdk_wanted" ]
}

perennial_jdk_on_path() {
  perennial_java=$(command -v java 2>/dev/null) || return 1
  perennial_java=$(readlink -f "$perennial_java" 2>/dev/null) || return 1
  printf '%s\n' "${perennial_java%/bin/java}"
}

perennial_jdk_installed() {
  perennial_best=
  perennial_best_version=0
  for perennial_home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* "${HOME:-/}"/.jdks/* \
    "${HOME:-/}"/.sdkman/candidates/java/* /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk/libexec/openjdk.jdk/Contents/Home; do
    if perennial_jdk_fits "$perennial_home" && [ "$perennial_version" -gt "$perennial_best_version" ]; then
      perennial_best=$perennial_home
      perennial_best_version=$perennial_version
    fi
  done
  [ -n "$perennial_best" ] && printf '%s\n' "$perennial_best"
}

perennial_find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && perennial_jdk_fits "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  perennial_home=$(perennial_jdk_on_path) && perennial_jdk_fits "$perennial_home" ||
    perennial_home=$(perennial_jdk_installed) || {
    echo "Perennial needs JDK $perennial_jdk_wanted or newer: install one (for example Eclipse Temurin, https://adoptium.net) or set JAVA_HOME to it." >&2
    return 1
  }
  JAVA_HOME=$perennial_home
  export JAVA_HOME
}
