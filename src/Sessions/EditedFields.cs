namespace Parley.Sessions;

[Flags]
public enum EditedFields
{
    None = 0,
    Confidence = 1,
    HumanIntervened = 2,
    Metadata = 4,
}
