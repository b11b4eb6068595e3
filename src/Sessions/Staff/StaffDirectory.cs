using Dapr.Actors;
using Dapr.Actors.Client;
using Parley.Sessions.Documents;

namespace Parley.Sessions.Staff;

/// <summary>The staff, held in memory: to ask who somebody is costs no call, and one read of the store a second at most.</summary>
public sealed class StaffDirectory(IActorProxyFactory proxies, DocumentStore documents, TimeProvider time)
{
    private const int Tries = 5;

    private static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(1);
    private static readonly ActorProxyOptions Options = new() { RequestTimeout = TimeSpan.FromSeconds(30) };

    private readonly IStaffActor actor = proxies.CreateActorProxy<IStaffActor>(new ActorId(StaffActor.TheOne), nameof(StaffActor), Options);
    private readonly StaffPages pages = new(documents);
    private readonly Lock gate = new();
    private StaffRoster latest = StaffRoster.Empty;
    private Task<StaffRoster>? recent;
    private long recentSince;

    public Task<StaffResult> CreateAsync(CreateStaffCommand command) => ChangeAsync(() => actor.CreateAsync(command));

    public Task<StaffResult> UpdateAsync(UpdateStaffCommand command) => ChangeAsync(() => actor.UpdateAsync(command));

    public Task<StaffResult> DeleteAsync(DeleteStaffCommand command) => ChangeAsync(() => actor.DeleteAsync(command));

    /// <summary>The staff as they are now.</summary>
    public async Task<StaffRoster> ReadAsync()
    {
        for (var i = 0; i < Tries; i++)
        {
            var head = await documents.FindAsync<StaffHead>(StaffHead.Key) ?? new StaffHead();
            var known = latest;
            if (head.Revision == known.Revision)
            {
                return known;
            }

            if (await pages.ReadAsync(head) is { } read)
            {
                return latest = new StaffRoster(
                    head.Revision, [.. read.Values.SelectMany(page => page.Members).OrderBy(member => member.Number)]);
            }
        }

        throw new TimeoutException($"The staff changed {Tries} times while they were read.");
    }

    /// <summary>The staff as they were a second ago at most, with every change that this replica made.</summary>
    public Task<StaffRoster> RecallAsync()
    {
        lock (gate)
        {
            if (recent is not { IsFaulted: false } || time.GetElapsedTime(recentSince) > MaxAge)
            {
                recentSince = time.GetTimestamp();
                recent = ReadAsync();
            }

            return recent;
        }
    }

    private async Task<StaffResult> ChangeAsync(Func<Task<StaffResult>> change)
    {
        try
        {
            return await change();
        }
        finally
        {
            lock (gate)
            {
                recent = null;
            }
        }
    }
}
