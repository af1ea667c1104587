//! Draws what the overlay asks for into memory, as a graphics card would.

use imgui::{DrawCmd, DrawCmdParams, DrawData, DrawVert};

/// A picture with red, green and blue per pixel.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) pixels: Vec<[f32; 3]>,
}

/// The letters, as opacity per pixel.
pub(crate) struct Atlas {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) alpha: Vec<u8>,
}

impl Atlas {
    /// Opacity between the pixels, as a graphics card filters it.
    fn sample(&self, u: f32, v: f32) -> f32 {
        let x = u * self.width as f32 - 0.5;
        let y = v * self.height as f32 - 0.5;
        let (left, top) = (x.floor(), y.floor());
        let (fx, fy) = (x - left, y - top);
        let at = |x: f32, y: f32| {
            let x = (x.max(0.0) as usize).min(self.width - 1);
            let y = (y.max(0.0) as usize).min(self.height - 1);
            f32::from(self.alpha[y * self.width + x]) / 255.0
        };
        let upper = at(left, top) * (1.0 - fx) + at(left + 1.0, top) * fx;
        let lower = at(left, top + 1.0) * (1.0 - fx) + at(left + 1.0, top + 1.0) * fx;
        upper * (1.0 - fy) + lower * fy
    }
}

impl Picture {
    /// A picture of something like a game: darker below, with bright and dark patches. A usual
    /// one has a brightness of 1.
    pub(crate) fn game(width: usize, height: usize, brightness: f32) -> Self {
        let pixels = (0..width * height)
            .map(|at| {
                let (x, y) = ((at % width) as f32, (at / width) as f32);
                let light = 0.42 + 0.22 * (x / 90.0).sin() * (y / 70.0).cos();
                let fall = 1.0 - 0.5 * y / height as f32;
                [1.0, 0.95, 0.8].map(|part| (brightness * light * fall * part).min(1.0))
            })
            .collect();
        Self {
            width,
            height,
            pixels,
        }
    }

    pub(crate) fn draw(&mut self, data: &DrawData, atlas: &Atlas) {
        for list in data.draw_lists() {
            for command in list.commands() {
                if let DrawCmd::Elements { count, cmd_params } = command {
                    let DrawCmdParams {
                        clip_rect,
                        vtx_offset,
                        idx_offset,
                        ..
                    } = cmd_params;
                    let indices = &list.idx_buffer()[idx_offset..idx_offset + count];
                    for corners in indices.chunks_exact(3) {
                        let corner =
                            |at: usize| list.vtx_buffer()[vtx_offset + usize::from(corners[at])];
                        self.triangle([corner(0), corner(1), corner(2)], clip_rect, atlas);
                    }
                }
            }
        }
    }

    fn triangle(&mut self, corners: [DrawVert; 3], clip: [f32; 4], atlas: &Atlas) {
        let [a, b, c] = corners.map(|corner| corner.pos);
        let area = edge(a, b, c);
        if area == 0.0 {
            return;
        }
        // Shapes without letters take one place of the atlas.
        let plain = corners.iter().all(|corner| corner.uv == corners[0].uv)
            && corners.iter().all(|corner| corner.col == corners[0].col);
        let solid = plain.then(|| shade(corners, [1.0, 0.0, 0.0], atlas));
        let low = |axis: usize| a[axis].min(b[axis]).min(c[axis]).max(clip[axis]).max(0.0);
        let high = |axis: usize, size: usize| {
            let most = a[axis].max(b[axis]).max(c[axis]);
            most.min(clip[axis + 2]).min(size as f32).max(0.0).ceil() as usize
        };
        let (right, bottom) = (high(0, self.width), high(1, self.height));
        for y in low(1).floor() as usize..bottom {
            for x in low(0).floor() as usize..right {
                let point = [x as f32 + 0.5, y as f32 + 0.5];
                let weights = [
                    edge(b, c, point) / area,
                    edge(c, a, point) / area,
                    edge(a, b, point) / area,
                ];
                if weights[0] < 0.0 || weights[1] < 0.0 || weights[2] < 0.0 {
                    continue;
                }
                let [red, green, blue, alpha] =
                    solid.unwrap_or_else(|| shade(corners, weights, atlas));
                let pixel = &mut self.pixels[y * self.width + x];
                pixel[0] += (red - pixel[0]) * alpha;
                pixel[1] += (green - pixel[1]) * alpha;
                pixel[2] += (blue - pixel[2]) * alpha;
            }
        }
    }

    pub(crate) fn save(&self, path: &std::path::Path) {
        let file = std::fs::File::create(path).expect("the folder can be written");
        let size = |pixels: usize| u32::try_from(pixels).expect("pictures are small");
        let mut encoder = png::Encoder::new(file, size(self.width), size(self.height));
        encoder.set_color(png::ColorType::Rgb);
        let bytes: Vec<u8> = self
            .pixels
            .iter()
            .flatten()
            .map(|part| (part * 255.0).round() as u8)
            .collect();
        encoder
            .write_header()
            .and_then(|mut writer| writer.write_image_data(&bytes))
            .expect("the picture is complete");
    }
}

/// Twice the area of a triangle, negative when it turns the other way.
fn edge(p: [f32; 2], q: [f32; 2], r: [f32; 2]) -> f32 {
    (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
}

/// Colour and opacity at a place within a triangle.
fn shade(corners: [DrawVert; 3], weights: [f32; 3], atlas: &Atlas) -> [f32; 4] {
    let mix = |value: fn(&DrawVert) -> f32| {
        value(&corners[0]) * weights[0]
            + value(&corners[1]) * weights[1]
            + value(&corners[2]) * weights[2]
    };
    let alpha = mix(|corner| f32::from(corner.col[3]) / 255.0)
        * atlas.sample(mix(|corner| corner.uv[0]), mix(|corner| corner.uv[1]));
    [
        mix(|corner| f32::from(corner.col[0]) / 255.0),
        mix(|corner| f32::from(corner.col[1]) / 255.0),
        mix(|corner| f32::from(corner.col[2]) / 255.0),
        alpha,
    ]
}
