namespace TypedWs.Tests.Interleavings;

/// <summary>Something that is under way: a handler, a source, or a call of the schedule. Shown where a run hangs.</summary>
/// <param name="owner">The party that runs it.</param>
/// <param name="what">What it is.</param>
/// <param name="holdsUp">Whether later messages wait for it, so that its party may stop to read.</param>
internal sealed class Activity(Party owner, string what, bool holdsUp = false)
{
    private volatile char _step = ' '; // Where it is in its plan. Written by who runs it, read by the schedule.

    public Party Owner => owner;

    public bool HoldsUp => holdsUp;

    public char At
    {
        get => _step;
        set => _step = value;
    }

    public override string ToString() => $"{owner.Name}: {what}{(_step == ' ' ? "" : $" at {_step}")}";
}
