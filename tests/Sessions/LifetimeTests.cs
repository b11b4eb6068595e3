using Parley.Conformance.Workflows;
using Parley.Hosting;
using Parley.Sessions.Catalog;
using Parley.Sessions.Chats;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests;

/// <summary>Sessions are created, deleted, used again and expire, and leave nothing behind.</summary>
public sealed class LifetimeTests : IAsyncLifetime
{
    private readonly ManualTime time = new();
    private SessionsHost host = null!;

    public async Task InitializeAsync() => host = await new SessionsHost(StoreType.Sqlite) { Time = time }.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task A_session_is_created_once_and_listed()
    {
        Assert.Equal(CreateStatus.Created, await CreateAsync("s"));
        Assert.Equal(CreateStatus.Exists, await CreateAsync("s"));

        Assert.Equal(["s"], await ListAsync());
        Assert.Equal(("name of s", 0L), ((await host.Reader.FindAsync("s"))!.Name, (await host.Reader.FindAsync("s"))!.Messages.Count));
    }

    [Fact]
    public async Task A_deleted_session_is_gone_everywhere_and_its_id_begins_anew()
    {
        var first = await AppendAsync("s", 70, 'a');
        var command = new DeleteSessionCommand();

        Assert.True(await host.Writer.Session("s").DeleteAsync(command));
        Assert.True(await host.Writer.Session("s").DeleteAsync(command), "A repeat is answered as the first was.");
        Assert.False(await host.Writer.Session("s").DeleteAsync(new DeleteSessionCommand()));
        Assert.Null(await host.Reader.FindAsync("s"));
        Assert.Null(await host.Reader.FindMessageAsync(first));
        Assert.Empty(await ListAsync());
        Assert.Equal(0, (await host.Get<CatalogReader>().ListMessagesAsync(new MessageQuery(10))).Total);

        var again = await AppendAsync("s", 1, 'b');
        var head = (await host.Reader.FindAsync("s"))!;
        Assert.Equal((1L, 1), (head.Messages.Count, head.Generation));
        Assert.Null(await host.Reader.FindMessageAsync(first));
        Assert.Equal(again, (await host.Reader.FindMessageAsync(again))!.Value.Message.Number);
        Assert.Equal(1, (await host.Get<CatalogReader>().ListMessagesAsync(new MessageQuery(10))).Total);
    }

    [Fact]
    public async Task A_session_that_is_deleted_answers_nobody_who_waits_in_line()
    {
        await BeginAsync("t1");
        await BeginAsync("t2");

        await host.Writer.Session("s").DeleteAsync(new DeleteSessionCommand());

        Assert.Equal(TurnStatus.Failed, (await BeginAsync("t2")).Outcome!.Status);
        Assert.Equal(TurnStatus.Failed, (await host.Writer.EndTurnAsync("s", new EndTurnCommand("t1", TurnStatus.Answered) { Answer = new NewMessage(Sender.Ai, "late") }))!.Status);
        Assert.Null(await host.Reader.FindAsync("s"));
    }

    [Fact]
    public async Task What_a_deleted_session_leaves_is_erased()
    {
        await AppendAsync("s", 80, '长', length: 3000);
        var head = (await host.Reader.FindAsync("s"))!;
        string[] keys = [SessionKeys.Body(head, 1), SessionKeys.Body(head, 64), .. Enumerable.Range(0, 2).Select(page => host.Documents.Messages(head).Key(page))];
        Assert.All(keys, key => Assert.False(ReadAsync(key).Result.IsEmpty, key));

        await host.Writer.Session("s").DeleteAsync(new DeleteSessionCommand());
        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                foreach (var key in keys)
                {
                    if (!(await ReadAsync(key)).IsEmpty)
                    {
                        return false;
                    }
                }

                return true;
            },
            "nothing of the conversation is stored");
    }

    [Fact]
    public async Task A_session_with_a_lifetime_is_gone_after_it_and_not_before()
    {
        await CreateAsync("s", TimeSpan.FromHours(24));
        time.Advance(TimeSpan.FromHours(20));
        await AppendAsync("s", 1, 'a');
        time.Advance(TimeSpan.FromHours(23));
        Assert.NotNull(await host.Reader.FindAsync("s"));

        time.Advance(TimeSpan.FromHours(1));
        Assert.Null(await host.Reader.FindAsync("s"));
        Assert.Empty(await ListAsync());

        await AppendAsync("s", 1, 'b');
        Assert.Equal(1, (await host.Reader.FindAsync("s"))!.Messages.Count);
    }

    [Fact]
    public async Task What_has_outlived_its_lifetime_is_in_no_list_and_no_count_from_that_moment_on()
    {
        const int Sessions = 300;
        await AppendAsync("stays", 1, 'a');
        for (var i = 0; i < Sessions; i++)
        {
            await CreateAsync($"s{i}", TimeSpan.FromHours(24));
            await AppendAsync($"s{i}", 1, 'a');
        }

        Assert.Equal((Sessions + 1, Sessions + 1), await CountAsync());

        time.Advance(TimeSpan.FromHours(24));

        Assert.Equal((1, 1), await CountAsync());
        Assert.Equal(["stays"], await ListAsync());
    }

    [Fact]
    public async Task A_question_in_line_keeps_its_session()
    {
        await CreateAsync("s", TimeSpan.FromHours(24));
        time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromSeconds(1));
        await BeginAsync("t1");

        time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(["s"], await ListAsync());
        Assert.NotNull(await host.Reader.FindAsync("s"));
    }

    private async Task<(long Sessions, long Messages)> CountAsync()
    {
        var statistics = await host.Get<CatalogReader>().CountAsync(new StatisticsQuery());
        return (statistics.Sessions, statistics.Counters.Messages);
    }

    private Task<CreateStatus> CreateAsync(string id, TimeSpan? lifetime = null) =>
        host.Writer.Session(id).CreateAsync(new CreateCommand(id, "chat") { Name = $"name of {id}", Lifetime = lifetime });

    /// <summary>Appends messages; the number of the last one.</summary>
    private async Task<long> AppendAsync(string id, int messages, char letter, int length = 10)
    {
        long number = 0;
        for (var i = 0; i < messages; i++)
        {
            var message = new NewMessage(new Sender("user", SenderRole.User), new string(letter, length));
            number = (await host.AppendAsync(new AppendCommand(Guid.NewGuid().ToString("N"), id, "chat", message))).Message!.Number;
        }

        return number;
    }

    private Task<BeginTurnResult> BeginAsync(string turn) => host.Writer.Session("s").BeginTurnAsync(
        new BeginTurnCommand(turn, "s", "chat", new NewMessage(new Sender("user", SenderRole.User), "question")));

    private async Task<IReadOnlyList<string>> ListAsync() => (await host.Get<CatalogReader>().ListSessionsAsync(new SessionQuery(10))).Items;

    private async Task<ReadOnlyMemory<byte>> ReadAsync(string key) => (await host.Documents.ReadAsync(key)).Value;
}
