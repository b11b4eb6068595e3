namespace Parley.Sessions.Catalog;

public sealed record StatisticsQuery
{
    public string? RobotId { get; init; }

    public string? Channel { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Before { get; init; }
}
