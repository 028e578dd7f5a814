# tally.awk: adds up meson's testlog (one JSON object a line).  A TAP test counts by its subtests, any other as one;
# a crash or a timeout is a failure.  Variables: part, counts (file to append to), status (how meson ended).

function text(line, key, next_key,    at, rest, end)
{
    at = index(line, "\"" key "\": \"")
    if (!at) return ""
    rest = substr(line, at + length(key) + 5)
    end = next_key == "" ? length(rest) - 1 : index(rest, "\", \"" next_key "\": ")
    return substr(rest, 1, end - 1)
}

# One line of a JSON string, in plain text.
function plain(line)
{
    gsub(/\\"/, "\"", line)
    gsub(/\\t/, "    ", line)
    return line
}

# The last lines of what a test said.
function tail(said, count, label,    lines, n, i)
{
    n = split(said, lines, /\\n/)
    for (i = n > count ? n - count + 1 : 1; i <= n; i++)
        if (lines[i] != "") print "    " label plain(lines[i])
}

# Each subtest that failed, with the remarks before it.
function findings(said,    lines, n, i, k, since)
{
    n = split(said, lines, /\\n/)
    for (i = since = 1; i <= n; i++) {
        if (lines[i] ~ /^(not ok |Bail out)/)
            for (k = since > i - 20 ? since : i - 20; k <= i; k++) print "    " plain(lines[k])
        if (lines[i] ~ /^(not )?ok /) since = i + 1
    }
}

function note_skip(name, line)
{
    sub(/.*# *SKIP */, "", line)
    reasons[name ": " plain(line)]++
}

{
    name = text($0, "name", "stdout")
    if (name == "") name = text($0, "name", "result")
    said = text($0, "stdout", "result")
    result = $0
    sub(/.*", "result": "/, "", result)
    sub(/".*/, "", result)

    n = split(said, lines, /\\n/)
    good = bad = skip = 0
    for (i = 1; i <= n; i++) {
        if (lines[i] ~ /^not ok /) bad++
        else if (lines[i] ~ /^ok .*# *SKIP/) { skip++; note_skip(name, lines[i]) }
        else if (lines[i] ~ /^ok /) good++
    }
    if (good + bad + skip == 0) {
        if (result == "OK") good = 1
        else if (result == "SKIP") skip = 1
    }
    if (bad == 0 && result != "OK" && result != "SKIP") bad = 1
    if (bad > 0) {
        print "FAIL " part " " name " (" tolower(result) ")"
        if (good + bad + skip > 1) findings(said)
        else tail(said, 40, "")
        tail(text($0, "stderr", ""), 20, "! ")
    }
    all_good += good; all_bad += bad; all_skip += skip
}

END {
    for (reason in reasons) print "skipped in " part ": " reasons[reason] " of " reason
    if (status != 0 && all_bad == 0) { print "FAIL " part ": meson test ended with " status; all_bad = 1 }
    print all_good + 0, all_bad + 0, all_skip + 0 >>counts
}
