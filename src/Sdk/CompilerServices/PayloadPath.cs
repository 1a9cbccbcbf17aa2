using System.Globalization;
using System.Text;

namespace TypedWs.CompilerServices;

/// <summary>
/// Where a reader stands, for error messages: the open objects and arrays with the current index in each. One instance is kept per thread and
/// lent to a reader while that is inside a container. A second reader on the same thread (a codec may well start one) gets an instance of its own.
/// </summary>
internal sealed class PayloadPath
{
    // Lent out, this is null. A reader that an exception ends without giving it back leaves it to the garbage collector.
    [ThreadStatic]
    private static PayloadPath? _spare;

    private Frame[] _frames = new Frame[16];
    private int _depth;

    internal static PayloadPath Rent()
    {
        PayloadPath path = _spare ?? new PayloadPath();
        _spare = null;
        return path;
    }

    internal static void Return(PayloadPath path)
    {
        path.Clear();
        _spare = path;
    }

    /// <summary>How many containers are open.</summary>
    internal int Depth => _depth;

    /// <summary>Enters a container.</summary>
    /// <param name="members">The members of an object; null for arrays and maps.</param>
    internal void Push(MemberTable? members)
    {
        if (_depth == _frames.Length)
        {
            Array.Resize(ref _frames, _depth * 2);
        }

        _frames[_depth++] = new Frame { Members = members, Index = -1 };
    }

    /// <summary>Goes to another member or element of the innermost container.</summary>
    /// <param name="index">Its index; −1 for one that has no name here.</param>
    internal void MoveTo(int index) => _frames[_depth - 1].Index = index;

    /// <summary>Leaves the innermost container.</summary>
    internal void Pop() => _frames[--_depth] = default;

    /// <summary>The path in words, such as <c>items[3].price</c>.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (Frame frame in _frames.AsSpan(0, _depth))
        {
            if (frame.Index < 0)
            {
                continue;
            }

            if (frame.Members is null)
            {
                text.Append(CultureInfo.InvariantCulture, $"[{frame.Index}]");
            }
            else
            {
                text.Append(text.Length == 0 ? "" : ".").Append(frame.Members.GetName(frame.Index));
            }
        }

        return text.ToString();
    }

    private void Clear()
    {
        _frames.AsSpan(0, _depth).Clear();
        _depth = 0;
    }

    private struct Frame
    {
        internal MemberTable? Members;
        internal int Index;
    }
}
