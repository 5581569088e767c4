# shellcheck shell=bash
# What the scripts of this folder share. Sourced, never run.
#
# root        the checkout
# ogive_jar   the program, built from it
# own_spark   a Spark home laid out from Maven's artifacts, for where SPARK_HOME is not set

root="$(cd -- "$(dirname -- "$(readlink -f -- "${BASH_SOURCE[0]}")")/.." && pwd -P)"
ogive_jar="$root/target/ogive.jar"
own_spark="$root/target/spark-home"

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

die() {
  local code="$1"
  shift
  say "$@"
  exit "$code"
}

# Maven in the checkout; whatever it prints goes to stderr.
maven() {
  (cd -- "$root" && exec mvn --quiet --batch-mode --no-transfer-progress "$@") </dev/null >&2
}

# Runs "$@" while no other start does so. pom.xml is the lock, as `mvn clean` leaves it alone.
locked() {
  (
    flock 9
    "$@" 9<&-
  ) 9<"$root/pom.xml"
}

# True where the jar is missing or older than what it is made from. Shade keeps the jar that it
# replaced beside its own: an interrupted build shows there.
jar_is_stale() {
  local source sources=() built
  for source in "$root/src/main" "$root/pom.xml" "$root/conf/reference.conf"; do
    if [[ -e $source ]]; then sources+=("$source"); fi
  done
  for built in "$ogive_jar" "$root/target/original-ogive.jar"; do
    if [[ ! -f $built || -n "$(find "${sources[@]}" -newer "$built" -print -quit)" ]]; then
      return 0
    fi
  done
  return 1
}

build_stale_jar() {
  if ! jar_is_stale; then return 0; fi
  say "building target/ogive.jar"
  maven -Dmaven.test.skip=true package || die 1 "the build failed, see above"
}

# Makes sure that $ogive_jar stands for the sources.
need_jar() {
  if jar_is_stale; then locked build_stale_jar; fi
}

own_spark_is_current() { cmp --silent -- "$root/pom.xml" "$own_spark/pom.xml"; }

lay_out_spark() {
  if own_spark_is_current; then return 0; fi
  say "laying out Spark's jars in target/spark-home"
  local fresh="$own_spark.new"
  rm -rf -- "$fresh"
  maven dependency:copy-dependencies -DincludeScope=provided "-DoutputDirectory=$fresh/jars" ||
    die 1 "Spark's jars could not be had, see above"
  mkdir -p -- "$fresh/conf" "$fresh/work"
  # A cluster may run from there: the same jars stay where they are.
  if [[ -d $own_spark ]] && cmp --silent <(ls -- "$fresh/jars") <(ls -- "$own_spark/jars"); then
    rm -rf -- "$fresh"
  else
    rm -rf -- "$own_spark"
    mv -- "$fresh" "$own_spark"
  fi
  cp -- "$root/pom.xml" "$own_spark/pom.xml"
}

# Makes sure that $own_spark holds the jars that pom.xml asks for.
need_own_spark() {
  if ! own_spark_is_current; then locked lay_out_spark; fi
}

# Becomes the JVM that Spark's own scripts would start in $own_spark for class $1 with arguments $2….
# Spark's launcher prints its command after an empty line, each word closed by NUL.
exec_spark_class() {
  local java="${JAVA_HOME:+$JAVA_HOME/bin/}java" words=() status
  export SPARK_HOME="$own_spark" SPARK_SCALA_VERSION=2.13
  mapfile -d '' -t words < <(
    set +e
    "$java" -Xmx128m -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@"
    printf '%d\0' "$?"
  )
  status="${words[-1]}"
  if [[ $status != 0 ]]; then die "$status" "Spark's launcher failed, see above"; fi
  words=("${words[@]:1:${#words[@]}-2}")
  words[0]="${words[0]#$'\n'}"
  exec "${words[@]}"
}

# Runs the kernels' benchmarks, of the test sources, in a JVM of their own.
bench_kernels() {
  local java="${JAVA_HOME:+$JAVA_HOME/bin/}java" paths="$root/target/bench/classpath"
  mkdir -p -- "$root/target/bench"
  say "building the benchmarks"
  locked maven test-compile dependency:build-classpath \
    -DincludeScope=test "-Dmdep.outputFile=$paths" || die 1 "the build failed, see above"
  OPENBLAS_NUM_THREADS=1 "$java" --add-modules jdk.incubator.vector -Xms3g -Xmx3g -XX:+UseParallelGC -XX:+AlwaysPreTouch \
    -cp "$root/target/test-classes:$root/target/classes:$(<"$paths")" \
    io.ogive.bench.KernelBench "$root/target/bench" || die 1 "the benchmarks failed, see above"
}
