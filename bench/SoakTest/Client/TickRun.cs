namespace SoakTest.Client;

/// <summary>The ticks that one connection brought: they must come in order, and without a gap from the first on.</summary>
internal sealed class TickRun
{
    public int First { get; private set; } = -1;

    public int Last { get; private set; } = -1;

    /// <summary>How often another tick came than the next one.</summary>
    public int Breaks { get; private set; }

    public void Take(int number)
    {
        if (First < 0)
            First = number;
        else if (number != Last + 1)
            Breaks++;
        Last = number;
    }
}
