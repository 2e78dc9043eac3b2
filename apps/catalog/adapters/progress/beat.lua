-- Joins one beat into what is known, and says what has to be written. See domain/progress.py.
-- KEYS: tracks of the film, what waits of the profile, dirty profiles, removals of the profile,
--       studios with something to write
-- ARGV: film, play, counts_from, seq, position (-1: none), paused, completed_at (0: not),
--       watched, happened_at, duration, seconds to keep, profile, studio, now
-- Times, positions and durations are milliseconds.
local film, play, keep = ARGV[1], ARGV[2], tonumber(ARGV[11])
local removals = redis.call('HMGET', KEYS[4], film, '*')
for i = 1, 2 do
  if removals[i] and tonumber(ARGV[9]) <= tonumber(removals[i]) then return 0 end
end

local old = redis.call('HGET', KEYS[1], play)
local new = {
  tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]),
  tonumber(ARGV[6]), tonumber(ARGV[7]), tonumber(ARGV[8])
}
local track = new
if old then
  local was = cjson.decode(old)
  local latest = was
  for i = 2, 4 do
    if new[i] ~= was[i] then
      if new[i] > was[i] then latest = new end
      break
    end
  end
  track = {
    math.max(was[1], new[1]), latest[2], latest[3], latest[4],
    math.max(was[5], new[5]), math.max(was[6], new[6])
  }
end
local packed = cjson.encode(track)
if packed == old then return 0 end
redis.call('HSET', KEYS[1], play, packed)
redis.call('EXPIRE', KEYS[1], keep)

local tracks, best = {}, nil
local all = redis.call('HGETALL', KEYS[1])
for i = 1, #all, 2 do
  local one = cjson.decode(all[i + 1])
  tracks[all[i]] = { one[5], one[6] }
  if one[3] >= 0 and (not best or one[1] > best[2][1] or (one[1] == best[2][1] and all[i] > best[1])) then
    best = { all[i], one }
  end
end
local waits = { plays = tracks, duration = tonumber(ARGV[10]), at = tonumber(ARGV[14]) }
if best then
  waits.play, waits.counts_from, waits.seq = best[1], best[2][1], best[2][2]
  waits.position, waits.paused = best[2][3], best[2][4]
end
redis.call('HSET', KEYS[2], film, cjson.encode(waits))
redis.call('ZADD', KEYS[3], 'NX', ARGV[14], ARGV[12])
redis.call('SADD', KEYS[5], ARGV[13])
return 1
