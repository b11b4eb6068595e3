using System.Globalization;
using StackExchange.Redis;

namespace Dapr.Embedded.State.Redis;

/// <summary>One turn as one script: it looks at the fence, at every type and every ETag before it writes anything, since a script's
/// writes stay when a later command of it fails. Writes of one key are judged in their order.</summary>
internal static class TurnScript
{
    /// <summary>The answer when another process, or a later connection of this one, holds the fence.</summary>
    public const int Fenced = -1;

    /// <summary>The answer when all is written. Any other is the place, from one, of the write that was refused.</summary>
    public const int Written = 0;

    private const string Any = "any";
    private const string Absent = "absent";
    private const string Delete = "delete";

    // Its field first-write is daprd's: there, such a row is not overwritten by a plain save.
    public static readonly RedisScript Script = new(
        """
        if redis.call('HGET', KEYS[1], 'fence') ~= ARGV[1] then
          return -1
        end
        local versions = {}
        for i = 2, #KEYS do
          local key, condition, seconds = KEYS[i], ARGV[4 * i - 6], ARGV[4 * i - 5]
          local version = versions[key]
          if version == nil then
            version = redis.call('HGET', key, 'version')
          end
          if condition == 'absent' then
            if version then return i - 1 end
          elseif condition ~= 'any' then
            if not version or condition ~= '=' .. version then return i - 1 end
          end
          versions[key] = seconds ~= 'delete' and ARGV[4 * i - 4]
        end
        for i = 2, #KEYS do
          local condition, seconds, version, data = ARGV[4 * i - 6], ARGV[4 * i - 5], ARGV[4 * i - 4], ARGV[4 * i - 3]
          if seconds == 'delete' then
            redis.call('DEL', KEYS[i])
          else
            redis.call('HSET', KEYS[i], 'data', data, 'version', version)
            if condition == 'absent' then
              redis.call('HSET', KEYS[i], 'first-write', 0)
            end
            if seconds == '0' then
              redis.call('PERSIST', KEYS[i])
            else
              redis.call('EXPIRE', KEYS[i], seconds)
            end
          end
        end
        return 0
        """);

    public static RedisKey[] Keys(RedisKey fenceKey, IReadOnlyList<StateWrite> writes) =>
        [fenceKey, .. writes.Select(write => (RedisKey)write.Key)];

    public static RedisValue[] Arguments(long fence, IReadOnlyList<StateWrite> writes, RowVersions versions)
    {
        var arguments = new List<RedisValue>(1 + (4 * writes.Count)) { fence };
        foreach (var write in writes)
        {
            arguments.Add(!write.IsConditional ? Any : write.ETag is { } etag ? $"={etag}" : Absent);
            arguments.Add(write.Value is null ? Delete : Math.Max(0, write.TimeToLive).ToString(CultureInfo.InvariantCulture));
            arguments.Add(versions.Next(fence));
            // A copy: who gives up waiting may use the memory again while it is still being sent.
            arguments.Add(write.Value?.ToArray() ?? []);
        }

        return [.. arguments];
    }
}
