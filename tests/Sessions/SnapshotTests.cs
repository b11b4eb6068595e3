using Parley.Conformance.Workflows;
using Parley.Hosting;
using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;
using Parley.Sessions.Snapshots;

namespace Parley.Sessions.Tests;

/// <summary>Snapshots show what was there when they were taken, whatever happens before they are read.</summary>
public sealed class SnapshotTests : IAsyncLifetime
{
    private static readonly Sender User = new("u", SenderRole.User);

    private readonly ManualTime time = new();
    private SessionsHost host = null!;

    public async Task InitializeAsync() => host = await new SessionsHost(StoreType.Sqlite) { Time = time }.StartAsync();

    public async Task DisposeAsync() => await host.DisposeAsync();

    [Fact]
    public async Task What_comes_later_is_not_in_it_and_edits_are()
    {
        await AppendAsync("s", 70);
        var snapshot = (await Reader.TakeAsync("s"))!;
        await AppendAsync("s", 70);
        await host.Writer.Session("s").EditAsync(new EditCommand(3, EditedFields.Confidence) { Confidence = 0.5 });

        var messages = await ReadAsync(snapshot);
        Assert.Equal(Enumerable.Range(1, 70).Select(n => (long)n), messages.Select(message => message.Sequence));
        Assert.Equal(0.5, messages[2].Confidence);
    }

    [Fact]
    public async Task Messages_deleted_before_are_missing_and_those_deleted_later_are_not()
    {
        await AppendAsync("s", 40);
        await host.Writer.Session("s").DeleteMessageAsync(new DeleteCommand(7));
        var snapshot = (await Reader.TakeAsync("s"))!;
        var others = (await Reader.TakeManyAsync(["s", "nobody"])).Single();
        await host.Writer.Session("s").DeleteMessageAsync(new DeleteCommand(8));

        Assert.Equal(39, snapshot.Count);
        Assert.Equal(Enumerable.Range(1, 40).Where(n => n != 7).Select(n => (long)n), (await ReadAsync(snapshot)).Select(message => message.Sequence));
        Assert.Equal(39, (await ReadAsync(others)).Count);
    }

    [Fact]
    public async Task A_deletion_waits_until_it_was_read_and_then_erases()
    {
        await AppendAsync("s", 80, length: 5000);
        await AppendAsync("before", 80);
        var before = (await Reader.TakeAsync("before"))!;
        await host.Writer.Session("before").DeleteAsync(new DeleteSessionCommand());
        time.Advance(TimeSpan.FromMinutes(2));
        SessionSnapshot snapshot = null!;
        await host.Get<SnapshotHolds>().HoldAsync("h", async () =>
        {
            snapshot = (await Reader.TakeAsync("s"))!;
            await host.Writer.Session("s").DeleteAsync(new DeleteSessionCommand());
            await AppendAsync("s", 1);

            // Far beyond the lease of a hold that nobody renews.
            await Eventually.TrueAsync(
                async () =>
                {
                    time.Advance(TimeSpan.FromSeconds(20));
                    await Eventually.TrueAsync(IsHeldAsync, "the hold is renewed");
                    return time.GetUtcNow() > snapshot.Head.LastActivityAt.AddMinutes(15) && await IsErasedAsync(before);
                },
                "what was deleted before the hold is erased");
            Assert.Equal(80, (await ReadAsync(snapshot)).Count(message => message.Content.Length == 5000));
        });

        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return await IsErasedAsync(snapshot);
            },
            "what was deleted during the hold is erased after it");
        await Assert.ThrowsAsync<SnapshotLostException>(() => ReadAsync(snapshot));
        Assert.Equal(1, (await host.Reader.FindAsync("s"))!.Messages.Count);
    }

    [Fact]
    public async Task A_hold_whose_holder_died_lapses()
    {
        await AppendAsync("s", 80);
        var snapshot = (await Reader.TakeAsync("s"))!;
        var holder = host.Get<Dapr.Actors.Client.IActorProxyFactory>()
            .CreateActorProxy<ISnapshotsActor>(new Dapr.Actors.ActorId(SnapshotsActor.TheOne), nameof(SnapshotsActor));
        await holder.HoldAsync("dead");
        await host.Writer.Session("s").DeleteAsync(new DeleteSessionCommand());

        await Eventually.TrueAsync(
            async () =>
            {
                time.Advance(TimeSpan.FromSeconds(30));
                return await IsErasedAsync(snapshot);
            },
            "the deleted session is erased");
    }

    [Fact]
    public async Task A_scan_meets_every_session_although_they_become_active_meanwhile()
    {
        for (var n = 0; n < 30; n++)
        {
            await AppendAsync($"s{n}", 1);
            await AppendAsync($"other{n}", 1, channel: "other");
        }

        var met = new List<string>();
        for (int? next = 0; next is { } from;)
        {
            var page = await host.Get<CatalogReader>().ScanSessionsAsync(new SessionScan("im", from, 4));
            met.AddRange(page.Items);
            next = page.Next;
            time.Advance(TimeSpan.FromSeconds(1));
            await AppendAsync($"s{29 - met.Count}", 1);
            await AppendAsync($"new{met.Count}", 1, channel: "other");
        }

        Assert.Equal(Enumerable.Range(0, 30).Select(n => $"s{n}"), met);
    }

    [Fact]
    public async Task A_scan_chooses_by_activity()
    {
        await AppendAsync("early", 1);
        time.Advance(TimeSpan.FromHours(1));
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        await AppendAsync("late", 1);

        var catalog = host.Get<CatalogReader>();
        Assert.Equal(["late"], (await catalog.ScanSessionsAsync(new SessionScan("im", 0, 9) { ActiveFrom = moment })).Items);
        Assert.Equal(["early"], (await catalog.ScanSessionsAsync(new SessionScan("im", 0, 9) { ActiveBefore = moment })).Items);
    }

    private SnapshotReader Reader => host.Get<SnapshotReader>();

    private async Task<List<Message>> ReadAsync(SessionSnapshot snapshot)
    {
        var messages = new List<Message>();
        await foreach (var batch in Reader.ReadAsync(snapshot, 100))
        {
            messages.AddRange(batch);
        }

        return messages;
    }

    private async Task<bool> IsHeldAsync() =>
        (await host.Documents.FindAsync<SnapshotsHead>(SnapshotsHead.Key))!.Holds.Single().Until > time.GetUtcNow() + SnapshotsActor.Lease / 2;

    private async Task<bool> IsErasedAsync(SessionSnapshot snapshot) =>
        (await host.Documents.ReadAsync(host.Documents.Messages(snapshot.Head).Key(0))).Value.IsEmpty
        && (await host.Documents.ReadAsync(SessionKeys.Body(snapshot.Head, 80))).Value.IsEmpty;

    private async Task AppendAsync(string session, int count, string channel = "im", int length = 5)
    {
        for (var n = 0; n < count; n++)
        {
            var result = await host.Writer.AppendAsync(new AppendCommand(Guid.NewGuid().ToString("N"), session, channel, new NewMessage(User, new string('x', length))));
            Assert.Equal(AppendStatus.Appended, result.Status);
        }
    }
}
