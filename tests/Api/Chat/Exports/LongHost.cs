using Parley.Sessions;
using Parley.Sessions.Documents;
using Parley.Sessions.Tests;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

/// <summary>Conversations that are long, one export at a time, kept for a short while.</summary>
[CollectionDefinition(nameof(LongHost))]
public sealed class LongHost() : SeededHost(("Exports__MaxRunning", "1"), ("Exports__Retention", "00:00:05")), ICollectionFixture<LongHost>
{
    public const int Messages = 50_000;

    public static readonly string Long = ExportHost.Id(1);
    public static readonly string Deleted = ExportHost.Id(2);
    public static readonly string Short = ExportHost.Id(3);

    protected override async Task SeedAsync(SessionWriter writer, DocumentStore documents)
    {
        await SessionSeeder.SeedAsync(documents, Long, Messages - 1, "chat");
        await SessionSeeder.SeedAsync(documents, Deleted, Messages - 1, "chat");
        await WriteAsync(writer, Short, ["one", "two"]);
        await WriteAsync(writer, Long, ["the last one"]);
        await WriteAsync(writer, Deleted, ["the last one"]);
    }
}
