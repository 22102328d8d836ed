//! Pictures, read and written anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use super::Media;

/// More pixels are refused before they are decoded.
pub const MOST_PIXELS: u64 = 50_000_000;
/// Longest side of what is kept: enough to read a chassis number, a tenth of what cameras write.
const LONGEST: u32 = 2_560;
const THUMBNAIL: u32 = 400;
const QUALITY: u8 = 85;
const THUMBNAIL_QUALITY: u8 = 75;

/// A decoded picture, upright.
pub struct Picture(DynamicImage);

/// As it is kept.
pub struct Written {
    pub media: Media,
    pub bytes: Vec<u8>,
    pub thumbnail: Vec<u8>,
}

impl Picture {
    /// Decodes it within bounds and turns it as its camera says.
    pub fn read(bytes: &[u8], media: Media) -> Result<Self, ImageError> {
        let mut reader = ImageReader::with_format(Cursor::new(bytes), format_of(media));
        reader.limits(limits());
        let mut decoder = reader.into_decoder()?;
        let (width, height) = decoder.dimensions();
        if u64::from(width) * u64::from(height) > MOST_PIXELS {
            return Err(ImageError::Limits(image::error::LimitError::from_kind(image::error::LimitErrorKind::DimensionError)));
        }
        let orientation = decoder.orientation()?;
        let mut image = DynamicImage::from_decoder(decoder)?;
        image.apply_orientation(orientation);
        Ok(Self(image))
    }

    /// A PNG stays one where it can be seen through; all else becomes a JPEG. Nothing but pixels is written.
    pub fn written(self) -> Result<Written, ImageError> {
        let Self(image) = self;
        let image = if image.width().max(image.height()) > LONGEST { image.thumbnail(LONGEST, LONGEST) } else { image };
        let thumbnail = jpeg(&image.thumbnail(THUMBNAIL, THUMBNAIL), THUMBNAIL_QUALITY)?;
        if !image.color().has_alpha() {
            return Ok(Written { media: Media::Jpeg, bytes: jpeg(&image, QUALITY)?, thumbnail });
        }
        let mut bytes = Cursor::new(vec![]);
        DynamicImage::from(image.to_rgba8()).write_to(&mut bytes, ImageFormat::Png)?;
        Ok(Written { media: Media::Png, bytes: bytes.into_inner(), thumbnail })
    }
}

fn format_of(media: Media) -> ImageFormat {
    match media {
        Media::Png => ImageFormat::Png,
        Media::Webp => ImageFormat::WebP,
        Media::Jpeg | Media::Pdf => ImageFormat::Jpeg,
    }
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_PIXELS * 8);
    limits
}

fn jpeg(image: &DynamicImage, quality: u8) -> Result<Vec<u8>, ImageError> {
    let mut bytes = vec![];
    JpegEncoder::new_with_quality(&mut bytes, quality).encode_image(&image.to_rgb8())?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn photo(width: u32, height: u32) -> Vec<u8> {
        jpeg(&DynamicImage::new_rgb8(width, height), 80).unwrap()
    }

    /// With a block that says: turned by a quarter, and taken somewhere.
    fn with_exif(photo: &[u8]) -> Vec<u8> {
        let mut exif =
            b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\x01\x0F\0\x02\0\0\0\x10\0\0\0\x26\0\0\0\0".to_vec();
        exif.extend(b"36.8065,10.1815\0");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&photo[..2], &[0xFF, 0xE1], &length, &exif, &photo[2..]].concat()
    }

    #[test]
    fn what_a_camera_tells_is_not_kept_and_the_picture_stands_upright() {
        let told = with_exif(&photo(300, 200));
        assert!(told.windows(7).any(|part| part == b"36.8065"));
        let written = Picture::read(&told, Media::Jpeg).unwrap().written().unwrap();
        assert!(!written.bytes.windows(4).any(|part| part == b"Exif"));
        assert!(!written.bytes.windows(7).any(|part| part == b"36.8065"));
        let again = Picture::read(&written.bytes, Media::Jpeg).unwrap();
        assert_eq!((again.0.width(), again.0.height()), (200, 300));
    }

    #[test]
    fn large_pictures_are_kept_smaller_and_have_a_thumbnail() {
        let written = Picture::read(&photo(4_000, 1_000), Media::Jpeg).unwrap().written().unwrap();
        let size = |bytes: &[u8]| Picture::read(bytes, Media::Jpeg).map(|picture| (picture.0.width(), picture.0.height())).unwrap();
        assert_eq!((size(&written.bytes), size(&written.thumbnail)), ((2_560, 640), (400, 100)));
    }

    #[test]
    fn a_picture_that_can_be_seen_through_stays_a_png() {
        let mut bytes = Cursor::new(vec![]);
        DynamicImage::new_rgba8(20, 20).write_to(&mut bytes, ImageFormat::Png).unwrap();
        let written = Picture::read(bytes.get_ref(), Media::Png).unwrap().written().unwrap();
        assert_eq!((written.media, Media::of(&written.bytes)), (Media::Png, Some(Media::Png)));
    }

    #[test]
    fn broken_and_boundless_pictures_are_refused() {
        assert!(Picture::read(b"\xFF\xD8\xFFrubbish", Media::Jpeg).is_err());
        // A PNG that says it has 60,000 times 60,000 pixels.
        let mut bomb = b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\xEA\x60\0\0\xEA\x60\x08\x02\0\0\0".to_vec();
        bomb.extend([0; 4]);
        assert!(Picture::read(&bomb, Media::Png).is_err());
    }
}
