using TypedWs;

namespace EarlierProgram;

/// <summary>Types of every kind. Classes instead of records, and one element in what has no order, since it is compared as it is printed.</summary>
[FromClient<EarlierProtocol>]
public sealed class Catalogue : IReturns<Catalogue>
{
    public static Catalogue Sample => new()
    {
        Scalars = Scalars.Sample,
        Lists = Lists.Sample,
        Maps = Maps.Sample,
        Shapes = [new Circle { Radius = 1.5 }, new Group { Shapes = [new Circle { Radius = 2 }] }],
        Attributed = Attributed.Sample,
        Tree = new Tree { Children = [new Tree()] },
    };

    public required Scalars Scalars { get; init; }

    public required Lists Lists { get; init; }

    public required Maps Maps { get; init; }

    public required List<Shape> Shapes { get; init; }

    public required Attributed Attributed { get; init; }

    public Tree? Tree { get; init; }
}

public sealed class Tree
{
    public List<Tree> Children { get; init; } = [];
}
