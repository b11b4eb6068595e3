namespace Dapr;

/// <summary>The runtime cannot start, and the sentence says what an operator must change.</summary>
/// <remarks>It prints as its sentence: where in the code it was noticed helps nobody who edits a component file.</remarks>
internal sealed class StartException(string sentence) : DaprException(sentence)
{
    // The host logs the sentence and throws it on; where nobody catches it, the process is to exit and not to abort.
    static StartException() => AppDomain.CurrentDomain.UnhandledException += ExitOnStartException;

    public override string ToString() => Message;

    private static void ExitOnStartException(object sender, UnhandledExceptionEventArgs unhandled)
    {
        if (unhandled.ExceptionObject is StartException)
        {
            Environment.Exit(1);
        }
    }
}
