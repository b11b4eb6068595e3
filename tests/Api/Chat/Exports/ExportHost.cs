using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Tests;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>A few conversations of every kind.</summary>
[CollectionDefinition(nameof(ExportHost))]
public sealed class ExportHost() : SeededHost(("Contracts__TimeZone", "Asia/Shanghai")), ICollectionFixture<ExportHost>
{
    public const int Conversations = 120;
    public const int ManyMessages = 345;

    public static readonly string Nasty = Id(1000);
    public static readonly string Many = Id(1001);
    public static readonly string Empty = Id(1002);
    public static readonly string Expired = Id(1003);
    public static readonly string Broken = Id(1004);
    public static readonly string OtherChannel = Id(2000);
    public static readonly string Bare = Id(2001).Replace("-", "", StringComparison.Ordinal).ToUpperInvariant();

    public static readonly IReadOnlyList<string> NastyTexts =
    [
        "\"", "\"\"", "a,b", "a\r\nb", "a\nb", "a\rb", "\n", "\r", ",", ",\r\n\",", "", " leading and trailing ", "\t", "'", "''", "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=\"x\",y",
        "😀👩‍👩‍👧", "第一行\r\n第二行，“引号”", "\u0001\u0007\u001f", "\u2028\u2029", "\uFEFFbom", "\\", "</script>&amp;", "{\"a\":1}", new string('长', 5000), new string('"', 300),
    ];

    public static string Id(int n) => $"00000000-0000-4000-8000-{n:d12}";

    protected override async Task SeedAsync(SessionWriter writer, DocumentStore documents)
    {
        // First of all, since it may take no numbers while others do.
        await SessionSeeder.SeedAsync(documents, Broken, ManyMessages);
        await SessionSeeder.SeedAsync(documents, Many, ManyMessages - 1, "chat");
        var broken = new SessionHead { Id = Broken };
        await documents.WriteAsync([new Document(documents.Messages(broken).Key(6), null)]);
        await WriteAsync(writer, Many, ["the last one"]);
        await WriteAsync(writer, Nasty, NastyTexts);
        await writer.Session(Empty).CreateAsync(new CreateCommand(Empty, "chat"));
        await writer.Session(Expired).CreateAsync(new CreateCommand(Expired, "chat") { Lifetime = TimeSpan.FromMilliseconds(1) });
        await WriteAsync(writer, OtherChannel, ["one", "two"], "im");
        await WriteAsync(writer, Bare, ["upper case"], "info-center");
        foreach (var n in Enumerable.Range(0, Conversations))
        {
            await WriteAsync(writer, Id(n), Enumerable.Range(1, 1 + n % 3).Select(turn => $"{n}/{turn}"));
        }
    }
}
