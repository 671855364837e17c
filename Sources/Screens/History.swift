import Console
import Engine
import FoundationEssentials

/// A family's builds, newest first, and what one of them is made of.
///
/// - Parameters:
///   - used: ids of the images that containers of the family were made from.
///   - layers: of the image with the id `image`, newest first.
///   - now: ages count to then.
func historyLines(
    builds: [Image], used: Set<String>, layers: [ImageLayer], of image: String, now: Date, columns: Int, _ look: Look
) -> [Line] {
    buildLines(builds, used: used, now: now, columns: columns, look)
        + (layers.isEmpty ? [] : [Line(""), Line("Layers of \(shortID(image))", .title)])
        + layers.flatMap { layerLines($0, columns: columns) }
}

private func buildLines(_ builds: [Image], used: Set<String>, now: Date, columns: Int, _ look: Look) -> [Line] {
    guard !builds.isEmpty else { return sentence("No builds.", .dim, columns) }
    let rows = builds.map { image in
        [
            used.contains(image.id) ? "" : look.marks.unusedBuild, image.tag.map(visible) ?? "", shortID(image.id),
            ageWords(from: image.createdAt, to: now), image.size,
        ]
    }
    let widths = rows[0].indices.map { column in max(1, rows.map { Console.columns(of: $0[column]) }.max() ?? 1) }
    return [Line("Builds", .title)]
        + rows.map { cells in
            let text = zip(cells, widths).map { padded($0, to: $1) }.joined(separator: "  ")
            return Line(
                clipped(text, to: columns, ellipsis: look.glyphs.ellipsis), cells[0].isEmpty ? .plain : .warning)
        }
}

/// The size to the right of its column, then the instruction; what does not fit goes on below.
private func layerLines(_ layer: ImageLayer, columns: Int) -> [Line] {
    let size = layer.size > 0 ? ByteCount(layer.size).words : ""
    let label = String(repeating: " ", count: max(0, 7 - size.count)) + size + "  "
    return wrapped(layer.instruction, columns: max(1, columns - 9)).enumerated().map { place, text in
        Line(text, layer.size > 0 ? .plain : .dim, label: place == 0 ? label : padded("", to: 9))
    }
}
