#!/bin/sh
# Plays the gateway of the duplex: what its meters, switches, thermostats and detectors say, every two seconds, over MQTT.
# Needs mosquitto_pub and GEMELLO_PASSWORD. What does not look as usual is meant to: outlet 51 is overloaded, refrigerator 2 is open.
cd "$(dirname "$0")" || exit 1
port=${1:-1883}
while sleep 2; do
  now=$(date +%s)
  # One message of each kind, its members from the addresses of points.csv.
  for topic in power states climate fire; do
    awk -F, -v now="$now" -v topic="$topic" '
      BEGIN { srand(now); printf "{\"ts\":%d", now }
      index($7, "duplex/" topic "#") != 1 { next }
      topic == "climate" {
        split($7, at, /[.@]/)
        value = $3 == "setpoint" ? 21 : $2 == "refrigerator-2" ? 9.5 : $2 ~ /^refrigerator/ ? 4 + rand() : 20.5 + rand()
        printf ",\"%s\":%.2f", at[2], value
        next
      }
      {
        match($7, /id=[^\]]+/)
        id = substr($7, RSTART + 3, RLENGTH - 3)
        if (id != last) { printf "%s{\"id\":\"%s\"", last == "" ? ",\"" (topic == "power" ? "meters" : topic == "states" ? "devices" : "detectors") "\":[" : "},", id }
        last = id
        if ($3 == "voltage") printf ",\"v\":%.1f", 119 + 2 * rand()
        else if ($3 == "power") printf ",\"w\":%.1f", watts($2)
        else printf ",\"state\":\"%s\"", topic == "fire" ? "normal" : $2 ~ /^(pump|fan)/ ? "running" : number($2) % 3 ? "on" : "off"
      }
      function number(id) { sub(/.*-/, "", id); return id + 0 }
      function watts(id) {
        if (id ~ /^panel/) return 2500 + 200 * rand()
        if (id == "outlet-51") return 1900 + 20 * rand()
        if (id ~ /^light/) return number(id) % 3 ? 97 + 5 * rand() : 0
        if (id ~ /^outlet/) return number(id) % 4 == 0 ? 0 : number(id) % 4 == 1 ? 300 + 40 * rand() : 20 + 10 * rand()
        if (id ~ /^(pump|fan)/) return 600 + 30 * rand()
        return 120 + 20 * rand()
      }
      END { print last == "" ? "}" : "}]}" }' points.csv | mosquitto_pub -h 127.0.0.1 -p "$port" -u operator -P "$GEMELLO_PASSWORD" -q 1 -t "duplex/$topic" -s || exit 1
  done
done
