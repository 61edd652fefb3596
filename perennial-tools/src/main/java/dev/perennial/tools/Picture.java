package dev.perennial.tools;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * An image as it is sent: whole, and with no more pixels a side than the API takes in conversations with many images.
 */
final class Picture {

    /** As much as is read of an image that may become smaller. */
    static final long LARGEST_READ = 30_000_000;

    /** Of more than 20 images in one request each may have 2000 pixels a side (platform.claude.com, "Vision"). */
    private static final int LONGEST_SIDE = 2000;

    /** More pixels would take too much memory to make them fewer. */
    private static final long MOST_PIXELS = 100_000_000;

    private final MediaType type;
    private final byte[] bytes;
    private final String size;

    private Picture(MediaType type, byte[] bytes, String size) {
        this.type = type;
        this.bytes = bytes;
        this.size = size;
    }

    MediaType type() {
        return type;
    }

    byte[] bytes() {
        return bytes;
    }

    /** What is said of its size. */
    String size() {
        return size;
    }

    /** The picture of a file that begins like one. */
    static Picture of(EditorPath path, MediaType type, byte[] file) throws ToolError {
        try {
            return type == MediaType.WEBP ? webp(path, file) : known(path, type, file);
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException damaged) {
            throw new ToolError("The image " + path.name() + " cannot be read, it may be damaged: "
                    + damaged.getMessage() + ". Look at it with bash, for example with `file`.");
        }
    }

    private static Picture known(EditorPath path, MediaType type, byte[] file) throws IOException, ToolError {
        ImageReader reader = reader(type);
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, true);
            int width = reader.getWidth(0);
            int height = reader.getHeight(0);
            if ((long) width * height > MOST_PIXELS) {
                throw tooManyPixels(path, width, height);
            }
            return fits(width, height) ? asItIs(type, file, reader, width, height) : scaled(type, reader.read(0));
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(MediaType type) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(type.mediaType());
        if (!readers.hasNext()) {
            throw new IOException("this Java reads no " + type.mediaType());
        }
        return readers.next();
    }

    /** Reads it, to find out whether it is whole; kinds of colour that Java does not know are taken as they are. */
    private static Picture asItIs(MediaType type, byte[] file, ImageReader reader, int width, int height)
            throws IOException {
        try {
            reader.read(0);
        } catch (IIOException e) {
            if (!"Unsupported Image Type".equals(e.getMessage())) {
                throw e;
            }
        }
        return new Picture(type, file, pixels(width, height));
    }

    private static boolean fits(int width, int height) {
        return Math.max(width, height) <= LONGEST_SIDE;
    }

    private static Picture scaled(MediaType type, BufferedImage image) throws IOException {
        double scale = (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight());
        int width = Math.max(1, (int) Math.round(image.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(image.getHeight() * scale));
        boolean opaque = type == MediaType.JPEG;
        BufferedImage small =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D canvas = small.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        canvas.drawImage(image, 0, 0, width, height, null);
        canvas.dispose();
        String said = pixels(width, height) + " here, made smaller from " + pixels(image.getWidth(), image.getHeight());
        return new Picture(opaque ? type : MediaType.PNG, encoded(small, opaque ? "jpeg" : "png"), said);
    }

    private static byte[] encoded(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            if (!ImageIO.write(image, format, out)) {
                throw new IOException("this Java writes no " + format);
            }
        }
        return bytes.toByteArray();
    }

    /** Java reads no WebP; what its header says has to do. */
    private static Picture webp(EditorPath path, byte[] file) throws IOException, ToolError {
        WebpSize size = WebpSize.of(file);
        if (!fits(size.width(), size.height())) {
            throw tooManyPixels(path, size.width(), size.height());
        }
        return new Picture(MediaType.WEBP, file, pixels(size.width(), size.height()));
    }

    private static ToolError tooManyPixels(EditorPath path, int width, int height) {
        return new ToolError("The image " + path.name() + " has " + pixels(width, height)
                + ", which is too many to be shown. Make a copy of at most " + LONGEST_SIDE
                + " pixels a side with bash and view that.");
    }

    private static String pixels(int width, int height) {
        return width + "×" + height + " pixels";
    }
}
