# Runs one private PostgreSQL for its owner, who holds the other end of standard input.
# When that pipe closes, however the owner died, the server is stopped and its folder removed.
# In:  the password, then "start PORT" (again when the port was lost to someone else), then end of file.
# Out: "folder F", "initialised", "exited", "failed WHAT", and before the last two "log LINE" for what PostgreSQL said last.
under=$1 bin=$2 durability=$3 keep=$4

exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-
exec 2>/dev/null
unset PAR_SUPERVISE
umask 077
trap '' PIPE

say_log() { tail -n 15 "$folder/log" | sed 's/^/log /'; }
postmaster_of() { sed -n 1p "$1/data/postmaster.pid"; }
runs_in() { [ "$(readlink "/proc/$1/cwd")" = "$2/data" ]; }

# A folder belongs to whoever holds its lock. The kernel drops the lock when a supervisor dies; PostgreSQL never inherits it.
sweep() {
  for left in "$under"/par-embedded-*; do
    if [ -L "$left" ] || [ ! -O "$left" ] || [ ! -e "$left/lock" ] || [ -e "$left/kept" ]; then continue; fi
    (
      exec 9>>"$left/lock"
      flock -n 9 || exit 0
      pid=$(postmaster_of "$left")
      if [ -n "$pid" ] && runs_in "$pid" "$left"; then
        kill -QUIT "$pid"
        tries=0
        while runs_in "$pid" "$left" && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
      fi
      rm -rf "$left"
    )
  done
}

# Another start may sweep the folder between the two steps; then the lock is not ours, and a new folder is.
claim_folder() {
  for attempt in 1 2 3 4 5; do
    folder=$(mktemp -d "$under/par-embedded-XXXXXXXX") || return 1
    exec 9>>"$folder/lock" || return 1
    flock -n 9 && return 0
  done
  return 1
}

initialise() {
  printf '%s\n' "$password" >"$folder/password" || return 1
  "$bin/initdb" -D "$folder/data" --no-sync -E UTF8 --locale=C.UTF-8 \
    -A scram-sha-256 -U par_admin --pwfile="$folder/password" >"$folder/log" 2>&1 9>&- || return 1
  printf 'host all all 127.0.0.1/32 scram-sha-256\n' >"$folder/data/pg_hba.conf" || return 1
  cat >>"$folder/data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
password_encryption = 'scram-sha-256'
max_connections = 300
shared_buffers = 128MB
work_mem = 8MB
maintenance_work_mem = 64MB
max_wal_size = 2GB
checkpoint_timeout = 15min
random_page_cost = 1.1
jit = off
timezone = 'UTC'
track_commit_timestamp = on
wal_level = logical
max_wal_senders = 20
max_replication_slots = 20
max_slot_wal_keep_size = 1GB
log_timezone = 'UTC'
fsync = $durability
synchronous_commit = $durability
full_page_writes = $durability
CONF
}

# The server's parent. It knows the server's process without asking any file: TERM stops it cleanly, USR1 at once.
# It asks again and again, because a server that is only just starting does not hear yet.
start() {
  : >"$folder/log"
  (
    pid= wanted= asking=
    stop() { if [ -n "$pid" ]; then while kill "$1" "$pid"; do sleep 0.05; done & asking=$!; else wanted=$1; fi; }
    trap 'stop -INT' TERM
    trap 'stop -QUIT' USR1
    "$bin/postgres" -D "$folder/data" -p "$1" </dev/null >>"$folder/log" 2>&1 &
    pid=$!
    [ -n "$wanted" ] && stop "$wanted"
    while kill -0 "$pid"; do wait "$pid"; done
    [ -n "$asking" ] && wait "$asking"
    say_log
    echo exited
  ) 9>&- &
  server=$!
}

leave() {
  trap '' EXIT INT TERM HUP
  [ -n "$folder" ] || exit 0
  if [ -n "$server" ]; then
    if [ "$keep" = yes ]; then kill -TERM "$server"; else kill -USR1 "$server"; fi
    wait "$server"
  fi
  if [ "$keep" = yes ] && [ -n "$initialised" ]; then : >"$folder/kept"; else rm -rf "$folder"; fi
  exit 0
}

trap leave EXIT
trap 'exit 0' INT TERM HUP

IFS= read -r password || exit 0
{ command -v flock && command -v mktemp; } >/dev/null || { echo "failed tools"; exit 0; }
sweep
claim_folder || { echo "failed folder"; exit 0; }
echo "folder $folder"
initialise || { say_log; echo "failed initdb"; exit 0; }
initialised=yes
echo initialised
while read -r verb port; do
  [ "$verb" = start ] && start "$port"
done
