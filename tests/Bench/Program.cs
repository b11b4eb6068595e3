using Parley.Bench;

// Timings are ratios against a bare baseline of the same run: machines differ, and this one may be busy.
if (args is ["bare", .. var rest])
{
    await BareService.RunAsync(rest);
    return;
}

if (args is ["satisfaction", var csv])
{
    SatisfactionBench.Run(csv);
    return;
}

if (args is ["streams"])
{
    await StreamBench.RunAsync();
    return;
}

if (args is ["tasks"])
{
    await TaskBench.RunAsync();
    return;
}

if (args is ["chat"])
{
    await ChatBench.RunAsync();
    return;
}

if (args is ["exports", .. var form])
{
    await ExportBench.RunAsync(form is ["long"] ? ExportBench.Many : ExportBench.Few);
    return;
}

if (args is ["sidecar"])
{
    await SidecarBench.RunAsync();
    return;
}

if (args is ["catalog"])
{
    await CatalogBench.RunAsync();
    return;
}

Console.WriteLine($"{Environment.ProcessorCount} cores, {LoadClient.Connections} connections, {LoadClient.Duration.TotalSeconds:0} s a run, client and service share them.");
await SendBench.RunAsync("/api/message/send");
await SendBench.RunAsync("/api/messages", LoadClient.Report);
await ReplyBench.RunAsync();
await StartBench.RunAsync();
await LongSessionBench.RunAsync();
await CatalogBench.RunAsync();
await StreamBench.RunAsync();
await TaskBench.RunAsync();
await ChatBench.RunAsync();
await ExportBench.RunAsync(ExportBench.Few);
await SidecarBench.RunAsync();
