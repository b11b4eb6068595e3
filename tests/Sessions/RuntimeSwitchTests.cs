using Parley.Hosting;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests;

/// <summary>One SQLite file, in turns under the embedded runtime and under a sidecar.</summary>
public sealed class RuntimeSwitchTests
{
    [Theory]
    [InlineData(StoreType.Sqlite, StoreType.Sidecar)]
    [InlineData(StoreType.Sidecar, StoreType.Sqlite)]
    public async Task What_was_written_and_is_owed_under_one_runtime_is_read_and_offered_under_the_other(StoreType first, StoreType second)
    {
        await using var host = await new SessionsHost(first).StartAsync();
        var written = new List<long>();
        for (var i = 0; i < 40; i++)
        {
            written.Add((await host.Writer.AppendAsync(Question(i))).Message!.Number);
        }

        host.Store = second;
        var offered = host.Payer.Offers.Count;
        await host.RestartAsync();

        await Eventually.TrueAsync(() => Task.FromResult(host.Payer.Offers.Count > offered), "what is owed is offered after the switch");
        written.Add((await host.Writer.AppendAsync(Question(40))).Message!.Number);
        await ExpectAsync(host, written);

        host.Store = first;
        await host.RestartAsync();
        await ExpectAsync(host, written);
    }

    private static AppendCommand Question(int number) => new(
        $"q{number}", "s", "test", new NewMessage(new Sender("u", SenderRole.User), $"问题 {number} <b>&amp;</b>") { OwedReply = number == 0 });

    private static async Task ExpectAsync(SessionsHost host, List<long> numbers)
    {
        var head = (await host.Reader.FindAsync("s"))!;
        var messages = await host.Reader.ReadMessagesAsync(head, 1, head.Messages.Count);

        Assert.Equal(numbers, messages.Select(message => message.Number));
        Assert.All(messages.Select((message, i) => (message, i)), pair => Assert.Equal(Question(pair.i).Message.Content, pair.message.Content));
    }
}
