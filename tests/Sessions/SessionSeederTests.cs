using System.Text;
using System.Text.RegularExpressions;
using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests;

public sealed partial class SessionSeederTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(100)]
    [InlineData(257)]
    public async Task A_seeded_session_has_the_documents_of_one_that_was_written_message_by_message(int messages)
    {
        const string Session = "a session";
        await using var written = await new SessionsHost(StoreType.InMemory).StartAsync();
        await using var seeded = await new SessionsHost(StoreType.InMemory).StartAsync();
        for (var i = 1; i <= messages; i++)
        {
            await written.AppendAsync(new AppendCommand(
                SessionSeeder.CommandAt(i), Session, SessionSeeder.Channel, SessionSeeder.MessageAt(i)));
        }

        await SessionSeeder.SeedAsync(seeded.Documents, Session, messages);

        var root = SessionKeys.Head(Session)[..^"head".Length];
        string[] keys =
        [
            $"{root}head", SequenceHead.Key,
            .. Enumerable.Range(0, messages / LogLimits.PageSize + 2).Select(page => $"{root}0.page.{page}"),
            .. Enumerable.Range(0, messages / NumberBlock.Size + 2).Select(block => NumberOwner.Key(block)),
        ];
        foreach (var key in keys)
        {
            Assert.Equal($"{key}: {await ReadAsync(written, key)}", $"{key}: {await ReadAsync(seeded, key)}");
        }
    }

    [Fact]
    public async Task A_seeded_session_goes_on()
    {
        await using var host = await new SessionsHost(StoreType.Sqlite).StartAsync();
        await SessionSeeder.SeedAsync(host.Documents, "first", 10_000);
        await SessionSeeder.SeedAsync(host.Documents, "second", 100);

        var message = new NewMessage(new Sender("u", SenderRole.User), "and now?");
        var first = await host.Writer.AppendAsync(new AppendCommand("c", "first", "im", message));
        var second = await host.Writer.AppendAsync(new AppendCommand("c", "second", "im", message));

        Assert.Equal((10_001L, 101L), (first.Message!.Sequence, second.Message!.Sequence));
        foreach (var number in new[] { 1, 5_000, 10_000, first.Message.Number, second.Message.Number })
        {
            Assert.Equal(number, (await host.Reader.FindMessageAsync(number))?.Message.Number);
        }
    }

    private static async Task<string> ReadAsync(SessionsHost host, string key) =>
        CatalogPart().Replace(Time().Replace(Encoding.UTF8.GetString((await host.Documents.ReadAsync(key)).Value.Span), "\"$1\":0"), "");

    [GeneratedRegex("\"(at|up|ud)\":\\d+")]
    private static partial Regex Time();

    [GeneratedRegex("(,\"cv\":\\d+)?,\"ce\":\\[.*\\]|,\"rm\":true")]
    private static partial Regex CatalogPart();
}
