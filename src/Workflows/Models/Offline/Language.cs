namespace Parley.Workflows.Models.Offline;

public enum Language
{
    English,
    Chinese,
}
