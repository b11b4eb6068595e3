namespace Dapr.Sidecar.Workflows;

/// <summary>An activity that runs, or whose result the sidecar has not taken yet.</summary>
internal sealed class ActivityRun
{
    /// <summary>How often the sidecar has sent it.</summary>
    public int Deliveries { get; private set; }

    /// <summary>Names the latest delivery, which is the one that the sidecar waits for.</summary>
    public string CompletionToken { get; private set; } = "";

    public void Deliver(string completionToken)
    {
        CompletionToken = completionToken;
        Deliveries++;
    }
}
