using Parley.Conformance.Workflows;
using Parley.Sidecar.Workflows;

namespace Parley.SidecarWorkflows;

/// <summary>An application beside a stand-in that can be told to misbehave.</summary>
public abstract class SidecarSuite(HubPlatform platform) : WorkflowSuite(platform)
{
    protected SidecarSuite()
        : this(new HubPlatform())
    {
    }

    protected HubPlatform Platform => platform;

    protected TaskHubService Hub => platform.Hub;

    protected HubMisbehaviour Misbehaviour => platform.Hub.Misbehaviour;

    /// <summary>A workflow that calls an activity over and over.</summary>
    protected static Script Chain(int steps = 5) => new Script()
        .Workflow("Chain", async (context, input) =>
        {
            for (var step = 0; step < steps; step++)
            {
                input = await context.CallActivityAsync<string>("Append", input);
            }

            return input;
        })
        .Activity("Append", text => $"{text}{text.Length}");

    protected int Count(string method) => Hub.Calls.Count(call => call.Method == method);
}
