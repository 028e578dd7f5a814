#!/bin/sh
# wayout.sh: nothing goes out of the book but through desk/way_out.c, which asks the gate: only there a contact is written,
# only store/care_store.c knows its table (store/erase_store.c blanks the words of a person who is erased), and only those
# who put the book's facts before the gate ask it.  History from elsewhere is not asked: that of an import
# (contact.history) and of a made-up book (run/demo_rows.c).
cd "$(dirname "$0")/../.." || exit 1
bad=0
say() {
    echo "$1" | while IFS= read -r line; do [ -z "$line" ] || echo "$line: $2"; done
    [ -z "$1" ] || bad=1
}
found() { grep -rnE "$1" src --include='*.[ch]' | grep -vE "^($2):" | cut -d: -f1,2; }
say "$(found 'care_store_contact_insert' 'src/desk/way_out.c|src/store/care_store.[ch]|src/run/demo_rows.c')" \
    "writes a contact; propose it to desk/way_out.c, which asks the gate first"
say "$(found 'INTO contact[^_a-z]|UPDATE contact[^_a-z]|DbTable [A-Z_]+ = [{] "contact"' 'src/store/care_store.c|src/store/erase_store.c')" \
    "knows the table of contacts; store/care_store.c writes it"
say "$(found 'gate_judge *\(' 'src/gate/.*|src/desk/(way_out|asking|override).c|src/cli/gate_cmd.c')" \
    "judges by itself; ask desk/way_out.c, which stores the answer"
say "$(found 'way_out_history *\(' 'src/desk/way_out.[ch]|src/desk/contact_desk.c')" \
    "writes a contact unasked; only the action contact.history brings history"
exit $bad
