-- Forgets what was written, unless it has changed since it was read.
-- KEYS: what waits of the profile, dirty profiles
-- ARGV: profile, then film and value in turn
for i = 2, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[i]) == ARGV[i + 1] then
    redis.call('HDEL', KEYS[1], ARGV[i])
  end
end
if redis.call('HLEN', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[1]) end
return redis.call('ZCARD', KEYS[2])
