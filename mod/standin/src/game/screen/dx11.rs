//! Drawing with DirectX 11.

use windows::Win32::Foundation::{E_FAIL, HMODULE, HWND, TRUE};
use windows::Win32::Graphics::Direct3D::D3D_DRIVER_TYPE_HARDWARE;
use windows::Win32::Graphics::Direct3D11::{
    D3D11_CREATE_DEVICE_FLAG, D3D11_SDK_VERSION, D3D11CreateDeviceAndSwapChain, ID3D11Device,
    ID3D11DeviceContext, ID3D11Texture2D,
};
use windows::Win32::Graphics::Dxgi::Common::{
    DXGI_FORMAT_R8G8B8A8_UNORM, DXGI_MODE_DESC, DXGI_SAMPLE_DESC,
};
use windows::Win32::Graphics::Dxgi::{
    DXGI_PRESENT, DXGI_SWAP_CHAIN_DESC, DXGI_SWAP_EFFECT_DISCARD, DXGI_USAGE_RENDER_TARGET_OUTPUT,
    IDXGISwapChain,
};
use windows::core::Result;

use super::SIZE;

/// A window's device.
pub(super) struct Device {
    device: ID3D11Device,
    context: ID3D11DeviceContext,
    chain: IDXGISwapChain,
}

impl Device {
    /// Prepares drawing in a window.
    ///
    /// # Errors
    /// When there is no DirectX 11.
    pub(super) fn new(window: HWND) -> Result<Self> {
        let wanted = DXGI_SWAP_CHAIN_DESC {
            BufferDesc: DXGI_MODE_DESC {
                Width: SIZE.0,
                Height: SIZE.1,
                Format: DXGI_FORMAT_R8G8B8A8_UNORM,
                ..DXGI_MODE_DESC::default()
            },
            SampleDesc: DXGI_SAMPLE_DESC {
                Count: 1,
                Quality: 0,
            },
            BufferUsage: DXGI_USAGE_RENDER_TARGET_OUTPUT,
            BufferCount: 2,
            OutputWindow: window,
            Windowed: TRUE,
            SwapEffect: DXGI_SWAP_EFFECT_DISCARD,
            Flags: 0,
        };
        let (mut chain, mut device, mut context) = (None, None, None);
        #[expect(unsafe_code, reason = "the usual way to a device")]
        unsafe {
            D3D11CreateDeviceAndSwapChain(
                None,
                D3D_DRIVER_TYPE_HARDWARE,
                HMODULE::default(),
                D3D11_CREATE_DEVICE_FLAG(0),
                None,
                D3D11_SDK_VERSION,
                Some(&raw const wanted),
                Some(&raw mut chain),
                Some(&raw mut device),
                None,
                Some(&raw mut context),
            )?;
        }
        match (device, context, chain) {
            (Some(device), Some(context), Some(chain)) => Ok(Self {
                device,
                context,
                chain,
            }),
            _ => Err(E_FAIL.into()),
        }
    }

    /// Fills the window with a colour.
    ///
    /// # Errors
    /// When the picture cannot be shown.
    pub(super) fn draw(&mut self, color: [f32; 4]) -> Result<()> {
        #[expect(unsafe_code, reason = "everything here lives as long as the device")]
        unsafe {
            let texture: ID3D11Texture2D = self.chain.GetBuffer(0)?;
            let mut view = None;
            self.device
                .CreateRenderTargetView(&texture, None, Some(&raw mut view))?;
            if let Some(view) = &view {
                self.context.ClearRenderTargetView(view, &color);
            }
            self.chain.Present(0, DXGI_PRESENT(0)).ok()
        }
    }
}
