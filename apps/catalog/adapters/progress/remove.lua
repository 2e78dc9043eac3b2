-- Forgets films (all of them: '*') of a profile, and every beat that happened until now.
-- KEYS: what waits of the profile, dirty profiles, removals of the profile
-- ARGV: now, seconds to keep, profile, then films
for i = 4, #ARGV do
  redis.call('HSET', KEYS[3], ARGV[i], ARGV[1])
  if ARGV[i] == '*' then redis.call('DEL', KEYS[1]) else redis.call('HDEL', KEYS[1], ARGV[i]) end
end
redis.call('EXPIRE', KEYS[3], ARGV[2])
if redis.call('HLEN', KEYS[1]) == 0 then redis.call('ZREM', KEYS[2], ARGV[3]) end
return 1
