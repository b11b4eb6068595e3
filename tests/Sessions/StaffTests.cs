using System.Text.Json;
using Parley.Faults;
using Parley.Sessions.Documents;
using Parley.Sessions.Staff;

namespace Parley.Sessions.Tests;

public sealed class StaffTests
{
    [Theory]
    [InlineData(StoreType.InMemory)]
    [InlineData(StoreType.Sqlite)]
    [InlineData(StoreType.Sidecar)]
    public async Task Staff_are_what_was_answered_whatever_goes_wrong_on_the_way(StoreType store)
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var host = await new SessionsHost(store) { Faults = FaultOptions.Everything, Seed = seed }.StartAsync();
        var model = new Dictionary<string, StaffMember>();
        for (var step = 0; step < 200; step++)
        {
            var place = $"seed {seed}, step {step}";
            var id = $"m-{random.Next(15)}";
            var platformUserId = $"{random.Next(15)}";
            switch (random.Next(5))
            {
                case < 3:
                    var create = new CreateStaffCommand($"c-{step}", Member(id, platformUserId, random));
                    var created = await InsistAsync(() => host.Get<StaffDirectory>().CreateAsync(create));
                    var taken = model.ContainsKey(id) || model.Values.Any(member => member.PlatformUserId == platformUserId);
                    Assert.True(taken == (created.Status == StaffOutcome.Exists), $"{place}: {created.Status}");
                    Assert.True(taken || created.Member!.CreatedAt == created.Member.UpdatedAt, place);
                    model[id] = taken ? model.GetValueOrDefault(id)! : create.Member;
                    break;
                case 3:
                    var update = new UpdateStaffCommand(id) { Name = $"n-{step}", Metadata = Metadata(random), PlatformUserId = random.Next(3) == 0 ? platformUserId : null };
                    var updated = await InsistAsync(() => host.Get<StaffDirectory>().UpdateAsync(update));
                    var known = model.GetValueOrDefault(id);
                    var conflict = known is not null && model.Values.Any(member => member.Id != id && member.PlatformUserId == update.PlatformUserId);
                    Assert.True(updated.Status == (known is null ? StaffOutcome.NotFound : conflict ? StaffOutcome.Exists : StaffOutcome.Done), $"{place}: {updated.Status}");
                    model[id] = known is null || conflict ? known! : update.ApplyTo(known);
                    break;
                default:
                    var delete = new DeleteStaffCommand(id);
                    var deleted = await InsistAsync(() => host.Get<StaffDirectory>().DeleteAsync(delete));
                    Assert.True(model.ContainsKey(id) == deleted.Status is StaffOutcome.Done or StaffOutcome.Repeated, $"{place}: {deleted.Status}");
                    model.Remove(id);
                    break;
            }

            foreach (var missing in model.Where(member => member.Value is null).ToList())
            {
                model.Remove(missing.Key);
            }

            var found = (await host.Get<StaffDirectory>().RecallAsync()).Members;
            Assert.True(model.Values.Select(Text).Order().SequenceEqual(found.Select(Text).Order()), place);
            if (random.Next(40) == 0)
            {
                await (store != StoreType.InMemory ? host.RestartAsync() : host.DeactivateAsync());
            }
        }
    }

    [Fact]
    public async Task The_largest_members_fit_into_documents_and_what_is_replaced_is_deleted()
    {
        await using var host = await new SessionsHost(StoreType.InMemory).StartAsync();
        var directory = host.Get<StaffDirectory>();
        var wide = string.Concat(Enumerable.Repeat("😀", 64));
        var words = Enumerable.Range(0, 32).Select(i => wide[..^4] + $"{i:00}").ToList();
        for (var i = 0; i < 8; i++)
        {
            await directory.CreateAsync(new CreateStaffCommand($"{i}", new StaffMember
            {
                Id = $"{i}{wide}{wide}"[..255],
                Platform = wide + wide,
                PlatformUserId = $"{i}",
                Name = wide + wide,
                Roles = words,
                Tags = words,
                Metadata = JsonSerializer.SerializeToElement(new { a = string.Concat(Enumerable.Repeat("😀", 4000)) }),
            }));
        }

        var before = (await host.Documents.FindAsync<StaffHead>(StaffHead.Key))!;
        await directory.UpdateAsync(new UpdateStaffCommand((await directory.ReadAsync()).Members[0].Id) { Name = "n", Metadata = JsonSerializer.SerializeToElement(new { }) });
        await directory.UpdateAsync(new UpdateStaffCommand((await directory.ReadAsync()).Members[1].Id) { Name = "n" });

        var after = (await host.Documents.FindAsync<StaffHead>(StaffHead.Key))!;
        Assert.Equal(8, (await directory.ReadAsync()).Members.Count);
        Assert.Equal(["n", "n"], (await directory.ReadAsync()).Members.Take(2).Select(member => member.Name));
        var gone = before.Pages.Select(page => page.Key).Except(after.Pages.Select(page => page.Key)).Except(after.Replaced).ToList();
        Assert.NotEmpty(gone);
        Assert.Empty(await host.Documents.FindManyAsync<StaffPage>(gone));
    }

    private static StaffMember Member(string id, string platformUserId, Random random) => new()
    {
        Id = id,
        Platform = "p",
        PlatformUserId = platformUserId,
        Name = "n",
        Metadata = Metadata(random),
    };

    // Of all sizes, so that members move between pages.
    private static JsonElement Metadata(Random random) => JsonSerializer.SerializeToElement(new { a = new string('中', random.Next(5400)) });

    private static string Text(StaffMember member) => $"{member.Id} {member.PlatformUserId} {member.Name} {member.Metadata?.GetProperty("a").GetString()}";

    private static async Task<StaffResult> InsistAsync(Func<Task<StaffResult>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (Outage.Is(exception))
            {
                // The caller repeats its command, as it would after a 503.
            }
        }
    }
}
