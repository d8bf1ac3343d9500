# shellcheck shell=sh
# Memory comes in pages of 16 KB on newer Android devices, and libraries aligned to less do not load.
# shellcheck disable=SC2034 # for the scripts that read this one
link_flags=-Clink-arg=-Wl,-z,max-page-size=16384
