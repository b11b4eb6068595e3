using Parley.Sessions.Documents;
using Parley.Sessions.Messages;
using Parley.Sessions.Numbers;

namespace Parley.Sessions.Tests;

public sealed class NumberTests
{
    [Fact]
    public async Task New_sessions_at_the_same_time_share_calls_for_numbers_and_no_number()
    {
        const int Sessions = 500;
        var calls = new CountingProxies();
        await using var host = await new SessionsHost(StoreType.Sqlite, calls.Decorate).StartAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, Sessions).Select(i => host.Writer.AppendAsync(Append($"s{i}", "c"))));

        Assert.Equal(Sessions, results.Select(result => result.Message!.Number).Distinct().Count());
        Assert.InRange(calls.Takes, 1, Sessions / 5);
        Assert.Equal(Sessions * NumberBlock.Size, await host.Get<NumberDesk>().LastAsync());
    }

    [Fact]
    public async Task A_number_leads_to_its_message_and_a_number_that_no_message_has_leads_nowhere()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var numbers = new List<long>();
        for (var i = 0; i < 130; i++)
        {
            numbers.Add((await host.AppendAsync(Append("s", $"c{i}"))).Message!.Number);
        }

        var wasted = await host.Get<NumberDesk>().TakeAsync(new NumberRequest("s", 0, 1));
        var ofNobody = await host.Get<NumberDesk>().TakeAsync(new NumberRequest("never", 0, 1));

        foreach (var (index, number) in numbers.Index())
        {
            var (head, message) = Assert.NotNull(await host.Reader.FindMessageAsync(number));
            Assert.Equal(("s", index + 1L, number), (head.Id, message.Sequence, message.Number));
        }

        Assert.Null(await host.Reader.FindMessageAsync(wasted.First));
        Assert.Null(await host.Reader.FindMessageAsync(wasted.First + 63));
        Assert.Null(await host.Reader.FindMessageAsync(ofNobody.First));
        Assert.Null(await host.Reader.FindMessageAsync(numbers[^1] + 1));
        Assert.Null(await host.Reader.FindMessageAsync(0));
        Assert.Null(await host.Reader.FindMessageAsync(-64));
        Assert.Null(await host.Reader.FindMessageAsync(1_000_000));
        Assert.Null(await host.Reader.FindMessageAsync(long.MaxValue));
    }

    [Fact]
    public async Task A_head_of_a_newer_release_is_a_fault_and_no_outage()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        await host.Documents.WriteAsync([new Document(SequenceHead.Key, """{"v":2,"b":3}"""u8.ToArray())]);

        var fault = await Assert.ThrowsAnyAsync<Exception>(() => host.Get<NumberDesk>().LastAsync());

        Assert.False(Outage.Is(fault), $"{fault}");
        Assert.Contains("format 2", fault.Message, StringComparison.Ordinal);
    }

    private static AppendCommand Append(string session, string id) =>
        new(id, session, "test", new NewMessage(new Sender("u", SenderRole.User), id));
}
