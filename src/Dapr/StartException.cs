namespace Dapr;

/// <summary>The runtime cannot start, and the sentence says what an operator must change.</summary>
/// <remarks>It prints as its sentence: where in the code it was noticed helps nobody who edits a component file.</remarks>
internal sealed class StartException(string sentence) : DaprException(sentence)
{
    public override string ToString() => Message;
}
