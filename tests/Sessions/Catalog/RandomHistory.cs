using Parley.Sessions.Catalog;
using Parley.Sessions.Messages;

namespace Parley.Sessions.Tests.Catalog;

/// <summary>Sessions that live at random, told to the catalog in order, twice, or with something missing.</summary>
internal sealed class RandomHistory(ICatalogActor first, CatalogModel model, Random random)
{
    private static readonly DateTimeOffset Start = new(2026, 1, 30, 21, 0, 0, TimeSpan.Zero);
    private static readonly string[] Robots = ["robot-1", "机器人 2", "im", "r3"];
    private static readonly string[] Channels = ["im", "info-center", "chat"];
    private static readonly string[] Names = ["张三", "李四", "Zoë", "amy", "Bob", "😀"];
    private static readonly string[] Tags = ["vip", "needs-human", "咨询"];

    private readonly List<SessionUpdate> told = [];
    private DateTimeOffset now = Start;
    private long numbers;

    public ICatalogActor Catalog { get; set; } = first;

    public DateTimeOffset RandomTime => Start.AddMinutes(random.Next(-10, (int)(now - Start).TotalMinutes + 10));

    /// <summary>A turn of the catalog with some updates, and some that it has or cannot take.</summary>
    public async Task StepAsync()
    {
        var fresh = new List<SessionUpdate>();
        for (var i = random.Next(1, 6); i > 0; i--)
        {
            fresh.Add(Next());
            model.Take(fresh[^1]);
        }

        var updates = fresh.ToList();
        if (random.Next(3) == 0 && told.Count > 0)
        {
            updates.InsertRange(random.Next(updates.Count), told.Skip(random.Next(told.Count)).Take(3));
        }

        if (random.Next(4) == 0)
        {
            var later = fresh[^1] with { Entries = [.. fresh[^1].Entries.Select(entry => entry with { Version = entry.Version + 100 })] };
            updates.Insert(0, later with { Summary = later.Summary with { Version = later.Summary.Version + 100 } });
        }

        told.AddRange(fresh);
        long[] wanted;
        while (true)
        {
            try
            {
                wanted = await Catalog.TakeAsync([.. updates]);
                break;
            }
            catch (Exception fault) when (Outage.Is(fault))
            {
                // May have happened or not; it is told again.
            }
        }

        for (var i = 0; i < updates.Count; i++)
        {
            Assert.True(wanted[i] <= model.Sessions[updates[i].Summary.Id].Version + 1, "No version is passed over.");
        }

        Assert.All(fresh, update => Assert.Equal(
            model.Sessions[update.Summary.Id].Version + 1,
            wanted[updates.FindLastIndex(other => other.Summary.Id == update.Summary.Id)]));
    }

    public MessageQuery NextMessageQuery() => new(random.Next(1, 12))
    {
        Page = random.Next(4) == 0 ? random.Next(1, 6) : 1,
        RobotId = Maybe(Robots),
        SessionId = random.Next(5) == 0 ? $"s{random.Next(12)}" : null,
        SenderId = random.Next(4) == 0 ? $"u{random.Next(6)}" : null,
        Channel = Maybe(Channels),
        Type = random.Next(4) == 0 ? (MessageType)random.Next(5) : null,
        From = random.Next(3) == 0 ? RandomTime : random.Next(4) == 0 ? new DateTimeOffset(RandomTime.Date, TimeSpan.Zero) : null,
        Before = random.Next(3) == 0 ? RandomTime : random.Next(4) == 0 ? new DateTimeOffset(RandomTime.Date, TimeSpan.Zero) : null,
        Sort = random.Next(2) == 0 ? MessageSort.CreatedAt : (MessageSort)random.Next(6),
        Ascending = random.Next(3) == 0,
    };

    public SessionQuery NextSessionQuery() => new(random.Next(1, 6))
    {
        Skip = random.Next(4) == 0 ? random.Next(20) : 0,
        RobotId = Maybe(Robots),
        Status = random.Next(3) == 0 ? (SessionStatus)random.Next(3) : null,
        UserId = random.Next(4) == 0 ? $"u{random.Next(6)}" : null,
        Channel = Maybe(Channels),
        Tag = Maybe(Tags),
        From = random.Next(4) == 0 ? RandomTime : null,
        Before = random.Next(4) == 0 ? RandomTime : null,
    };

    public StatisticsQuery NextStatisticsQuery() => new()
    {
        RobotId = Maybe(Robots),
        Channel = Maybe(Channels),
        From = random.Next(2) == 0 ? RandomTime : random.Next(2) == 0 ? new DateTimeOffset(RandomTime.Date, TimeSpan.Zero) : null,
        Before = random.Next(2) == 0 ? RandomTime : random.Next(2) == 0 ? new DateTimeOffset(RandomTime.Date, TimeSpan.Zero) : null,
    };

    private string? Maybe(string[] texts) => random.Next(3) == 0 ? texts[random.Next(texts.Length)] : null;

    private SessionUpdate Next()
    {
        now = now.AddSeconds(random.Next(1, 4000));
        var id = $"s{random.Next(12)}";
        var summary = model.Sessions.GetValueOrDefault(id);
        if (summary is null or { Deleted: true })
        {
            summary = new SessionSummary
            {
                Id = id,
                Generation = (summary?.Generation ?? -1) + 1,
                Version = summary?.Version ?? 0,
                Channel = Channels[random.Next(Channels.Length)],
                RobotId = Robots[random.Next(Robots.Length)],
                CreatedAt = now,
                LastActivityAt = now,
            };
        }

        var entries = Enumerable.Range(1, random.Next(1, 4)).Select(i => NextEntry(summary, summary.Version + i)).ToList();
        var deleted = random.Next(40) == 0 && summary.Version > 0;
        return new SessionUpdate(
            summary with
            {
                Version = summary.Version + entries.Count,
                LastActivityAt = now,
                UserId = summary.UserId ?? (random.Next(2) == 0 ? $"u{random.Next(6)}" : null),
                Status = (SessionStatus)random.Next(3),
                Tags = random.Next(2) == 0 ? null : [.. Tags.Where(_ => random.Next(2) == 0)],
                Owes = random.Next(3) == 0,
                Deleted = deleted,
            },
            deleted ? entries.ConvertAll(entry => new CatalogEntry(entry.Version, EntryKind.Session, now)) : entries);
    }

    private CatalogEntry NextEntry(SessionSummary session, long version)
    {
        var known = model.Rows.Values
            .Where(item => item.SessionId == session.Id && item.Generation == session.Generation && !item.Row.Deleted && item.Row.Number <= numbers)
            .Select(item => item.Row).ToList();
        return random.Next(6) switch
        {
            0 => new CatalogEntry(version, EntryKind.Session, now),
            1 => new CatalogEntry(version, EntryKind.InterventionNeeded, now) { Text = "urgent", Number = known.LastOrDefault()?.Number ?? 0 },
            < 4 when known.Count > 0 && version == session.Version + 1 => EntryOf(version, Edited(known[random.Next(known.Count)])),
            _ => EntryOf(version, NewRow(session)),
        };
    }

    private static CatalogEntry EntryOf(long version, MessageRow row) =>
        new(version, EntryKind.Message, row.UpdatedAt) { Sequence = row.Sequence, MessageVersion = row.Version, Row = row };

    private MessageRow NewRow(SessionSummary session) => new()
    {
        Number = ++numbers,
        Sequence = numbers,
        Version = 1,
        CreatedAt = now,
        UpdatedAt = now,
        SenderId = $"u{random.Next(6)}",
        SenderName = Names[random.Next(Names.Length)],
        RobotId = random.Next(4) == 0 ? Robots[random.Next(Robots.Length)] : session.RobotId,
        Type = (MessageType)random.Next(5),
        HumanIntervened = random.Next(5) == 0,
    };

    private MessageRow Edited(MessageRow row) => row with
    {
        Version = row.Version + 1,
        UpdatedAt = now,
        Confidence = random.Next(3) == 0 ? null : Math.Round(random.NextDouble(), 2),
        Score = random.Next(3) == 0 ? null : random.Next(1, 6),
        HumanIntervened = random.Next(5) == 0,
        Replied = random.Next(3) > 0,
        RepliedAt = random.Next(4) == 0 ? null : row.CreatedAt.AddMilliseconds(random.Next(100_000)),
        Deleted = random.Next(8) == 0,
    };
}
