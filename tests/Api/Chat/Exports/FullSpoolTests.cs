using Parley.Api.Tests.Host;
using Parley.Hosting;
using Parley.Sessions;
using Parley.Sessions.Documents;
using Xunit;

namespace Parley.Api.Tests.Chat.Exports;

public sealed class FullSpoolTests() : SeededHost(("Exports__MaxBytes", "1"))
{
    [Fact]
    public async Task A_full_spool_takes_no_more_exports()
    {
        var export = await Export.GetAsync(Host, Export.AllPath);
        await Eventually.TrueAsync(() => Task.FromResult(Directory.GetFiles(Spool, "*.lock").Length == 0), "no export runs");

        var refused = await Host.GetAsync(Export.AllPath);
        Assert.Equal((503, "2"), (refused.Status, refused.Headers["retry-after"]));
        Assert.Equal(200, (await Host.GetAsync(export.Location)).Status);
    }

    protected override Task SeedAsync(SessionWriter writer, DocumentStore documents) => Task.CompletedTask;
}
