#!/bin/sh
# Says OK to the one who may use squid.
while read -r line; do
    if [ "$line" = "reader fake-password" ]; then echo OK; else echo ERR; fi
done
