using Dapr.Actors.Runtime;
using Parley.Sessions.Documents;
using Parley.Sessions.Turns;

namespace Parley.Sessions.Staff;

/// <summary>Creates, changes and deletes members, and sees that no two are the same.</summary>
public sealed class StaffActor(ActorHost host, DocumentStore documents, TimeProvider time)
    : TurnActor<StaffHead>(host, documents), IStaffActor
{
    public const string TheOne = "staff";

    // The largest member fits into a page that has this much, and the page stays below the limit of a document.
    private const int MaxPageWeight = 64 * 1024;

    private readonly StaffPages pages = new(documents);

    protected override string HeadKey => StaffHead.Key;

    public Task<StaffResult> CreateAsync(CreateStaffCommand command) => TurnAsync(command, async command =>
    {
        var members = await MembersAsync();
        if ((members.Find(member => member.CommandId == command.Id)?.CreatedAt ?? RememberedAt(command.Id)) is { } first)
        {
            return new StaffResult(StaffOutcome.Repeated, command.Member with { CreatedAt = first, UpdatedAt = first });
        }

        if (members.Exists(member => member.Id == command.Member.Id || IsSamePerson(member, command.Member)))
        {
            return new StaffResult(StaffOutcome.Exists);
        }

        var now = Now();
        var created = command.Member with { Number = ++Head.Created, CreatedAt = now, UpdatedAt = now, CommandId = command.Id };
        Head.Commands.Add(command.Id, now.ToUnixTimeMilliseconds());
        await ReplaceAsync(null, created);
        return new StaffResult(StaffOutcome.Done, created);
    });

    public Task<StaffResult> UpdateAsync(UpdateStaffCommand command) => TurnAsync(command, async command =>
    {
        var members = await MembersAsync();
        if (members.Find(member => member.Id == command.MemberId) is not { } before)
        {
            return new StaffResult(StaffOutcome.NotFound);
        }

        var after = command.ApplyTo(before) with { UpdatedAt = Now() };
        if (members.Exists(member => member.Id != after.Id && IsSamePerson(member, after)))
        {
            return new StaffResult(StaffOutcome.Exists);
        }

        await ReplaceAsync(before, after);
        return new StaffResult(StaffOutcome.Done, after);
    });

    public Task<StaffResult> DeleteAsync(DeleteStaffCommand command) => TurnAsync(command, async command =>
    {
        if (Head.Commands.Find(command.Id) is not null)
        {
            return new StaffResult(StaffOutcome.Repeated);
        }

        if ((await MembersAsync()).Find(member => member.Id == command.MemberId) is not { } member)
        {
            return new StaffResult(StaffOutcome.NotFound);
        }

        Head.Commands.Add(command.Id, Now().ToUnixTimeMilliseconds());
        await ReplaceAsync(member, null);
        return new StaffResult(StaffOutcome.Done);
    });

    protected override StaffHead NewHead() => new();

    private static bool IsSamePerson(StaffMember one, StaffMember other) =>
        one.Platform == other.Platform && one.PlatformUserId == other.PlatformUserId;

    private DateTimeOffset? RememberedAt(string commandId) =>
        Head.Commands.Find(commandId) is { } milliseconds ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) : null;

    private async Task<List<StaffMember>> MembersAsync() => [.. (await PagesAsync()).Values.SelectMany(page => page.Members)];

    private async Task<IReadOnlyDictionary<string, StaffPage>> PagesAsync() =>
        await pages.ReadAsync(Head) ?? throw new DocumentFormatException($"The staff lack a page of revision {Head.Revision}.");

    private async Task ReplaceAsync(StaffMember? before, StaffMember? after)
    {
        List<Document> writes = [.. Head.Replaced.Select(key => new Document(key, null))];
        Head.Replaced = [];
        var contents = await PagesAsync();
        if (before is not null)
        {
            var home = Head.Pages.FindIndex(page => contents[page.Key].Members.Contains(before));
            var others = contents[Head.Pages[home].Key].Members.Where(member => member != before);
            if (after is not null && Head.Pages[home].Weight - before.Weight + after.Weight <= MaxPageWeight)
            {
                (others, after) = (others.Append(after), null);
            }

            Write(home, [.. others], writes);
        }

        if (after is not null)
        {
            var roomy = Head.Pages.FindIndex(page => contents.ContainsKey(page.Key) && page.Weight + after.Weight <= MaxPageWeight);
            Write(roomy, roomy < 0 ? [after] : [.. contents[Head.Pages[roomy].Key].Members, after], writes);
        }

        Head.Revision++;
        await CommitAsync(writes);
    }

    /// <summary>Puts these members into a new page in the place of the one at the index, or behind the last when there is none.</summary>
    private void Write(int index, List<StaffMember> members, List<Document> writes)
    {
        if (index >= 0)
        {
            Head.Replaced.Add(Head.Pages[index].Key);
            Head.Pages.RemoveAt(index);
        }

        if (members.Count > 0)
        {
            var key = $"staff.page.{Guid.NewGuid():N}";
            writes.Add(new Document(key, DocumentStore.Write(key, new StaffPage { Members = members })));
            Head.Pages.Add(new StaffPageReference(key, members.Sum(member => member.Weight)));
        }
    }

    private DateTimeOffset Now() => DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
