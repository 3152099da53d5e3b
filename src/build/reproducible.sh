#!/bin/sh
# Builds a commit twice, in two folders, time zones and languages, and compares the jars byte for byte. Prints their
# SHA-256, which whoever builds that commit with the same JDK gets too.
#
#     src/build/reproducible.sh [COMMIT]
set -eu

repository=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
commit=$(git -C "$repository" rev-parse --verify "${1-HEAD}^{commit}")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# a jar keeps the rights of the files that it is packed from
umask 022

# FOLDER ZONE LANGUAGE
build() {
    git clone --quiet --no-checkout "$repository" "$1"
    git -C "$1" checkout --quiet "$commit"
    TZ=$2 LC_ALL=$3 mvn -q -B -f "$1/pom.xml" package -DskipTests -Dspotless.check.skip=true
}

build "$scratch/one" UTC C
build "$scratch/another/and/deeper" Asia/Kathmandu C.UTF-8
cmp "$scratch/one/target/caravan.jar" "$scratch/another/and/deeper/target/caravan.jar"
echo "the same jar twice, of $commit:"
sha256sum <"$scratch/one/target/caravan.jar"
