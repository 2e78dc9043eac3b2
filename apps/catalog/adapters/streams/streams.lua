-- Streams of one account. KEYS[1]: sorted set, stream -> when it was last heard of (ms).
-- KEYS[2]: what every stream's own key begins with. A stream's key is a hash; `end_reason` in it says
-- that, and why, it is over. The clock is Redis's own, so that servers need not agree on the time.
local streams, prefix, what, sid = KEYS[1], KEYS[2], ARGV[1], ARGV[2]
local silent_after, kept = tonumber(ARGV[3]), tonumber(ARGV[4])
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local function finish(stream, reason)
    redis.call('ZREM', streams, stream)
    if redis.call('EXISTS', prefix .. stream) == 1 then
        redis.call('HSETNX', prefix .. stream, 'end_reason', reason)
        redis.call('EXPIRE', prefix .. stream, kept)
    end
end

local function field(stream, name)
    return redis.call('HGET', prefix .. stream, name)
end

-- How many of the others count before this one: the earliest started stay.
local function earlier(stream)
    local mine, count = tonumber(field(stream, 'order')), 0
    for _, other in ipairs(redis.call('ZRANGE', streams, 0, -1)) do
        if other ~= stream and tonumber(field(other, 'order') or 0) < mine then
            count = count + 1
        end
    end
    return count
end

for _, other in ipairs(redis.call('ZRANGEBYSCORE', streams, '-inf', now - silent_after)) do
    finish(other, 'silent')
end

if what == 'start' then
    local limit, device, taken_over, lasts = tonumber(ARGV[5]), ARGV[6], ARGV[7], tonumber(ARGV[8])
    local ended = {}
    for _, other in ipairs(redis.call('ZRANGE', streams, 0, -1)) do
        if other == taken_over then
            finish(other, 'taken_over')
            table.insert(ended, other)
        elseif field(other, 'device_id') == device then
            finish(other, 'replaced')
            table.insert(ended, other)
        end
    end
    if redis.call('ZCARD', streams) >= limit then
        return {0, redis.call('ZRANGE', streams, 0, -1), ended}
    end
    redis.call('ZADD', streams, now, sid)
    redis.call('EXPIRE', streams, lasts)
    redis.call('HSET', prefix .. sid, 'order', redis.call('INCR', prefix .. 'order'),
        'heard', now, 'lasts', lasts, unpack(ARGV, 9))
    redis.call('EXPIRE', prefix .. sid, lasts)
    return {1, {}, ended}
end

if what == 'beat' then
    local limit, watched = tonumber(ARGV[5]), tonumber(ARGV[6])
    local reason = field(sid, 'end_reason')
    if redis.call('EXISTS', prefix .. sid) == 0 then
        return {0, 'silent'}
    end
    -- A computer that has slept goes on where there is room: its place was free meanwhile.
    if reason == 'silent' and redis.call('ZCARD', streams) < limit then
        redis.call('HDEL', prefix .. sid, 'end_reason')
        redis.call('EXPIRE', prefix .. sid, tonumber(field(sid, 'lasts')))
        reason = false
    end
    if reason then
        return {0, reason}
    end
    if earlier(sid) >= limit then
        finish(sid, 'revoked')
        return {0, 'revoked'}
    end
    local heard = redis.call('ZSCORE', streams, sid)
    redis.call('ZADD', streams, now, sid)
    redis.call('HSET', prefix .. sid, 'heard', now)
    redis.call('EXPIRE', streams, tonumber(field(sid, 'lasts')))
    local passed = heard and math.min(now - tonumber(heard), silent_after) or 0
    if watched == 1 then
        redis.call('HINCRBY', prefix .. sid, 'watched_ms', passed)
    end
    return {1, ''}
end

if what == 'end' then
    finish(sid, ARGV[5])
end
return {1, ''}
