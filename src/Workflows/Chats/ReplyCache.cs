using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using Parley.Sessions;
using Parley.Sessions.Messages;

namespace Parley.Workflows.Chats;

/// <summary>Earlier answers to the same question after the same messages of the same conversation.</summary>
public sealed class ReplyCache(IOptions<ChatOptions> options) : IDisposable
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    private readonly MemoryCache cache = new(new MemoryCacheOptions { SizeLimit = options.Value.CacheSize });

    public int Count => cache.Count;

    public static string KeyOf(SessionHead head, IReadOnlyList<Message> window, string question)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in window.SelectMany(message => new[] { message.Sender.Role.ToString(), message.Content }).Append(question))
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{bytes.Length}:")));
            hash.AppendData(bytes);
        }

        return Prefix(head) + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Forgets the answers of a conversation that is deleted.</summary>
    public void Drop(SessionHead head)
    {
        var prefix = Prefix(head);
        foreach (var key in cache.Keys.OfType<string>().Where(key => key.StartsWith(prefix, StringComparison.Ordinal)))
        {
            cache.Remove(key);
        }
    }

    public NewMessage? Find(string key) => cache.Get<NewMessage>(key);

    public void Keep(string key, NewMessage answer) =>
        cache.Set(key, answer, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Lifetime });

    public void Dispose() => cache.Dispose();

    private static string Prefix(SessionHead head) => string.Create(CultureInfo.InvariantCulture, $"{head.Id}\n{head.Generation}\n");
}
