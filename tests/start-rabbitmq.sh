#!/usr/bin/env bash
# Starts a throw-away RabbitMQ server for the tests and prints the value for EXPERTROUTER_TEST_RABBITMQ.
#   export EXPERTROUTER_TEST_RABBITMQ="$(tests/start-rabbitmq.sh)"
# The server lives in a temporary folder, listens on 127.0.0.1 only, and ends with: tests/start-rabbitmq.sh stop
# 'restart' kills it (SIGKILL) and starts it again on the same data: what the fault tests do to it.
set -euo pipefail
base=${TMPDIR:-/tmp}/expertrouter-rabbitmq
port=${EXPERTROUTER_TEST_RABBITMQ_PORT:-56729}
bin=$(ls -d /usr/lib/rabbitmq/bin 2>/dev/null || true)
[ -n "$bin" ] || { echo "RabbitMQ is not installed: apt-get install rabbitmq-server" >&2; exit 1; }

is_up() { (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; }
end() {
    [ -f "$base/pid" ] || return 0
    kill -KILL -- "-$(cat "$base/pid")" 2>/dev/null || true
    for _ in $(seq 100); do is_up || break; sleep 0.1; done
    rm -f "$base/pid"
}
start() {
    mkdir -p "$base"
    printf '%s\n' "listeners.tcp.1 = 127.0.0.1:$port" "log.console = false" "vm_memory_high_watermark.relative = 0.6" \
        "disk_free_limit.absolute = 50MB" > "$base/rabbitmq.conf"
    : > "$base/enabled_plugins"
    export HOME="$base" RABBITMQ_NODENAME="expertrouter-$port@localhost" RABBITMQ_CONFIG_FILE="$base/rabbitmq.conf" \
        RABBITMQ_MNESIA_BASE="$base/data" RABBITMQ_LOG_BASE="$base/log" RABBITMQ_ENABLED_PLUGINS_FILE="$base/enabled_plugins" \
        RABBITMQ_DIST_PORT=$((port - 1)) RABBITMQ_CONF_ENV_FILE="$base/none" ERL_EPMD_ADDRESS=127.0.0.1 \
        RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS="-kernel inet_dist_use_interface {127,0,0,1}"
    setsid "$bin/rabbitmq-server" >"$base/out" 2>&1 < /dev/null &
    echo $! > "$base/pid"
    for _ in $(seq 600); do
        if is_up; then return 0; fi
        kill -0 "$(cat "$base/pid")" 2>/dev/null || break
        sleep 0.2
    done
    echo "RabbitMQ did not start:" >&2
    tail -n 20 "$base/out" >&2
    exit 1
}

case ${1:-} in
    stop) end; exit ;;
    restart) end ;;
esac
is_up || start
echo "amqp://guest:guest@127.0.0.1:$port/"
